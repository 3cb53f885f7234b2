using System.Globalization;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// What happens from the gradients of a batch to the weights: accumulation, clipping, and the optimizer's step on all weights
/// that are not frozen.
/// </summary>
internal sealed class WeightUpdates : IDisposable
{
    private readonly NeuralNetworkOptions _options;
    private readonly Tensor _weights;
    private readonly Tensor _gradients;
    private readonly Tensor? _sum;
    private readonly IReadOnlyList<BuiltNetwork> _networks;
    private readonly FrozenWeights _frozen;
    private readonly List<RangeUpdater> _updaters = [];
    private int _accumulated;

    /// <param name="networks">The network and its replicas, over the same weights; the first has the names.</param>
    /// <param name="gradients">The gradients of a batch, in the order of the weights.</param>
    /// <param name="options">Optimizer, clipping, accumulation, frozen layers.</param>
    /// <exception cref="ArgumentException">A frozen layer has no weight, or all weights are frozen.</exception>
    public WeightUpdates(IReadOnlyList<BuiltNetwork> networks, Tensor gradients, NeuralNetworkOptions options)
    {
        _options = options;
        _networks = networks;
        _weights = networks[0].Parameters;
        _gradients = gradients;
        _frozen = new FrozenWeights(networks, options);
        Follow();
        _sum = options.AccumulatedBatches > 1 ? zeros_like(gradients).DetachFromDisposeScope() : null;
    }

    /// <summary>What the optimizer carries over from step to step, by name; with frozen weights, by the range it is for.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _updaters is [var whole] && whole.Range.Length == _weights.numel()
        ? whole.State
        : _updaters.SelectMany(updater => updater.State.Select(state => (
            Name: string.Create(CultureInfo.InvariantCulture, $"{updater.Range.Start}+{updater.Range.Length}:{state.Key}"), state.Value)))
            .ToDictionary(state => state.Name, state => state.Value);

    /// <summary>Whether the optimizer's step came with the last batch.</summary>
    public bool HasStepped { get; private set; }

    /// <summary>Thaws what an epoch thaws, and puts modules with frozen buffers in scoring mode.</summary>
    public void BeginEpoch(int epoch)
    {
        if (_frozen.ThawDue(epoch))
            Follow();
        HoldBuffers();
    }

    /// <inheritdoc cref="FrozenWeights.HoldBuffers"/>
    public void HoldBuffers() => _frozen.HoldBuffers();

    /// <summary>
    /// Exchanges the weights and their average, where there is one: the network has the former in an epoch, and the latter between two.
    /// </summary>
    public void ExchangeAverage()
    {
        foreach (RangeUpdater updater in _updaters)
            updater.Exchange();
    }

    /// <inheritdoc cref="FrozenWeights.Freeze"/>
    public void Freeze(string name)
    {
        _frozen.Freeze(name);
        Follow();
        HoldBuffers();
    }

    /// <inheritdoc cref="FrozenWeights.Thaw"/>
    public void Thaw(string name)
    {
        _frozen.Thaw(name);
        Follow();
        foreach (BuiltNetwork network in _networks)
            network.Module.train();
        HoldBuffers();
    }

    /// <summary>Takes in the gradients of a batch. Called without gradient recording, inside a dispose scope.</summary>
    /// <param name="learningRate">The rate of the step, where it comes to one.</param>
    /// <param name="isLast">Whether the epoch ends with this batch: what was accumulated is then used, however little.</param>
    public void Apply(double learningRate, bool isLast)
    {
        HasStepped = TryGather(isLast);
        if (!HasStepped)
            return;

        _options.GradientClipping?.Apply(_gradients);
        foreach (RangeUpdater updater in _updaters)
            updater.Step(learningRate);
    }

    public void Dispose()
    {
        foreach (RangeUpdater updater in _updaters)
            updater.Dispose();
        _sum?.Dispose();
    }

    /// <summary>Makes the mean of the gradients of several batches, once there are enough of them.</summary>
    private bool TryGather(bool isLast)
    {
        if (_sum is null)
            return true;

        _sum.Add(_gradients);
        _accumulated++;
        if (_accumulated < _options.AccumulatedBatches && !isLast)
            return false;

        _gradients.copy_(_sum).Divide(_accumulated);
        _sum.zero_();
        _accumulated = 0;
        return true;
    }

    /// <summary>Makes updaters follow just the weights that are not frozen; those that did so before keep their state.</summary>
    private void Follow()
    {
        foreach (RangeUpdater updater in _updaters.Where(updater => _frozen.IsFrozen(updater.Range)).ToArray())
        {
            updater.Dispose();
            _updaters.Remove(updater);
        }

        foreach (WeightRange range in _frozen.Learning(isTaken: range => _updaters.Any(updater => updater.Range.Overlaps(range))))
            _updaters.Add(new RangeUpdater(_options, _weights, _gradients, range));
    }
}
