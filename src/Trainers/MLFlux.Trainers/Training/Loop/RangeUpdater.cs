using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>An optimizer's state for a range of the flat weights, and their average over the updates where one is asked for.</summary>
internal sealed class RangeUpdater : IDisposable
{
    private readonly Tensor _weights;
    private readonly Tensor _gradients;
    private readonly Updater _updater;
    private readonly WeightAverage? _average;

    /// <param name="options">The optimizer, and the decay of the average.</param>
    /// <param name="weights">All weights of the network.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="range">The weights that it follows.</param>
    public RangeUpdater(NeuralNetworkOptions options, Tensor weights, Tensor gradients, WeightRange range)
    {
        Range = range;
        _weights = weights.narrow(0, range.Start, range.Length).DetachFromDisposeScope();
        _gradients = gradients.narrow(0, range.Start, range.Length).DetachFromDisposeScope();
        _updater = options.Optimizer.CreateUpdater(_weights, _gradients);
        _average = options.WeightAverageDecay is double decay ? new WeightAverage(_weights, decay) : null;
    }

    /// <summary>The weights that it follows.</summary>
    public WeightRange Range { get; }

    /// <summary>What the optimizer and the average carry over from step to step.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _average is null ? _updater.State
        : _updater.State.Concat(_average.State).ToDictionary();

    public void Step(double learningRate)
    {
        _updater.Step(learningRate * Range.RateFactor);
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
