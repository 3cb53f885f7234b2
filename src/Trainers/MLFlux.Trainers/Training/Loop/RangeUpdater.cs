using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>An optimizer's state for a range of the flat weights, and their average over the updates where one is asked for.</summary>
internal sealed class RangeUpdater : IDisposable
{
    private readonly long _start;
    private readonly long _length;
    private readonly Tensor _weights;
    private readonly Tensor _gradients;
    private readonly double _rateFactor;
    private readonly Updater _updater;
    private readonly WeightAverage? _average;

    /// <param name="options">The optimizer, and the decay of the average.</param>
    /// <param name="weights">All weights of the network.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="start">The first weight of the range.</param>
    /// <param name="length">How many weights the range has.</param>
    /// <param name="rateFactor">What the learning rate is multiplied by.</param>
    public RangeUpdater(
        NeuralNetworkOptions options, Tensor weights, Tensor gradients, long start, long length, double rateFactor)
    {
        _start = start;
        _length = length;
        _rateFactor = rateFactor;
        _weights = weights.narrow(0, start, length).DetachFromDisposeScope();
        _gradients = gradients.narrow(0, start, length).DetachFromDisposeScope();
        _updater = options.Optimizer.CreateUpdater(_weights, _gradients);
        _average = options.WeightAverageDecay is double decay ? new WeightAverage(_weights, decay) : null;
    }

    /// <summary>The first weight of the range.</summary>
    public long Start => _start;

    /// <summary>How many weights the range has.</summary>
    public long Length => _length;

    /// <summary>What the optimizer and the average carry over from step to step.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _average is null ? _updater.State
        : _updater.State.Concat(_average.State).ToDictionary();

    public bool Overlaps(long start, long length) => start < _start + _length && _start < start + length;

    public void Step(double learningRate)
    {
        _updater.Step(learningRate * _rateFactor);
        _average?.Add();
    }

    /// <summary>Puts the average in the place of the weights, and the weights in its own; and back.</summary>
    public void Exchange() => _average?.Exchange();

    public void Dispose()
    {
        _updater.Dispose();
        _average?.Dispose();
        _weights.Dispose();
        _gradients.Dispose();
    }
}
