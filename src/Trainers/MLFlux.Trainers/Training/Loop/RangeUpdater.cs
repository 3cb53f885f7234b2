using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>An optimizer's state for a range of the flat weights.</summary>
internal sealed class RangeUpdater : IDisposable
{
    private readonly long _start;
    private readonly long _length;
    private readonly Tensor _weights;
    private readonly Tensor _gradients;
    private readonly double _rateFactor;
    private readonly Updater _updater;

    public RangeUpdater(Optimizer optimizer, Tensor weights, Tensor gradients, long start, long length, double rateFactor)
    {
        _start = start;
        _length = length;
        _rateFactor = rateFactor;
        _weights = weights.narrow(0, start, length).DetachFromDisposeScope();
        _gradients = gradients.narrow(0, start, length).DetachFromDisposeScope();
        _updater = optimizer.CreateUpdater(_weights, _gradients);
    }

    /// <summary>The first weight of the range.</summary>
    public long Start => _start;

    /// <summary>How many weights the range has.</summary>
    public long Length => _length;

    /// <summary>What the optimizer carries over from step to step.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _updater.State;

    public bool Overlaps(long start, long length) => start < _start + _length && _start < start + length;

    public void Step(double learningRate) => _updater.Step(learningRate * _rateFactor);

    public void Dispose()
    {
        _updater.Dispose();
        _weights.Dispose();
        _gradients.Dispose();
    }
}
