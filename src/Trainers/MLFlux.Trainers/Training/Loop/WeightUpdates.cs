using System.Globalization;
using MLFlux.Construction;
using MLFlux.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// What happens from the gradients of a batch to the weights: accumulation, clipping, and the optimizer's step on all weights
/// that are not frozen.
/// </summary>
internal sealed class WeightUpdates : IDisposable
{
    private const string NothingToLearn = "All weights of the network are frozen, so there is nothing to learn.";

    private readonly NeuralNetworkOptions _options;
    private readonly Tensor _weights;
    private readonly Tensor _gradients;
    private readonly Tensor? _sum;
    private readonly IReadOnlyList<BuiltNetwork> _networks;
    private readonly (string Name, long Start, long Length, double RateFactor, bool IsFrozen)[] _parameters;
    private readonly List<RangeUpdater> _updaters = [];
    private readonly List<FrozenLayer> _thawing;
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
        _parameters = Locate(networks[0], options.LayerRates);
        _thawing = [.. options.FrozenLayers.Where(layer => layer.ThawEpoch is not null)];
        foreach (FrozenLayer layer in options.FrozenLayers)
            SetFrozen(layer.Name, true);
        Follow();
        _sum = options.AccumulatedBatches > 1 ? zeros_like(gradients).DetachFromDisposeScope() : null;
    }

    /// <summary>What the optimizer carries over from step to step, by name; with frozen weights, by the range it is for.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _updaters is [var whole] && whole.Length == _weights.numel()
        ? whole.State
        : _updaters.SelectMany(
            u => u.State.Select(s => (Name: string.Create(CultureInfo.InvariantCulture, $"{u.Start}+{u.Length}:{s.Key}"), s.Value)))
            .ToDictionary(s => s.Name, s => s.Value);

    /// <summary>Whether the optimizer's step came with the last batch.</summary>
    public bool HasStepped { get; private set; }

    /// <summary>Refuses frozen layers that are not there, and a network that is frozen as a whole, before anything is built.</summary>
    /// <exception cref="ArgumentException">A frozen layer, or one with a rate, has no weight, or all weights are frozen.</exception>
    public static void Check(NeuralNetworkOptions options, IEnumerable<ParameterDeclaration> declarations)
    {
        IReadOnlyList<FrozenLayer> frozen = options.FrozenLayers;
        string[] names = [.. declarations.Where(p => p.IsLearned).Select(p => p.Name)];
        if (options.LayerRates.FirstOrDefault(rate => !names.Any(name => FrozenLayer.Covers(rate.Name, name))) is { } other)
            throw new ArgumentException($"{nameof(NeuralNetworkOptions.LayerRates)}: {Unknown(other.Name, names)}", nameof(options));
        string[] faults = [.. frozen.Where(f => !names.Any(n => FrozenLayer.Covers(f.Name, n))).Select(f => f.Name)];
        if (faults.Length > 0)
            throw new ArgumentException($"{nameof(NeuralNetworkOptions.FrozenLayers)}: {Unknown(string.Join("', '", faults), names)}",
                nameof(options));
        if (frozen.Count > 0 && names.All(n => frozen.Any(f => f.ThawEpoch is null && FrozenLayer.Covers(f.Name, n))))
            throw new ArgumentException($"{nameof(NeuralNetworkOptions.FrozenLayers)}: {NothingToLearn}", nameof(options));
    }

    /// <summary>Thaws what an epoch thaws, and puts modules with frozen buffers in scoring mode.</summary>
    public void BeginEpoch(int epoch)
    {
        FrozenLayer[] due = [.. _thawing.Where(layer => layer.ThawEpoch <= epoch)];
        foreach (FrozenLayer layer in due)
        {
            SetFrozen(layer.Name, false);
            _thawing.Remove(layer);
        }

        if (due.Length > 0)
            Follow();
        HoldBuffers();
    }

    /// <summary>
    /// Exchanges the weights and their average, where there is one: the network has the former in an epoch, and the latter between two.
    /// </summary>
    public void ExchangeAverage()
    {
        foreach (RangeUpdater updater in _updaters)
            updater.Exchange();
    }

    public void Freeze(string name)
    {
        SetFrozen(name, true);
        Follow();
        HoldBuffers();
    }

    public void Thaw(string name)
    {
        SetFrozen(name, false);
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

    private void SetFrozen(string name, bool isFrozen)
    {
        bool found = false;
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (FrozenLayer.Covers(name, _parameters[i].Name))
            {
                _parameters[i].IsFrozen = isFrozen;
                found = true;
            }
        }

        if (!found)
            throw new ArgumentException(Unknown(name, _parameters.Select(p => p.Name)));
    }

    /// <summary>Makes updaters follow just the weights that are not frozen; those that did so before keep their state.</summary>
    private void Follow()
    {
        if (_parameters.All(p => p.IsFrozen))
            throw new ArgumentException(NothingToLearn);

        foreach (BuiltNetwork network in _networks)
        {
            foreach ((Parameter parameter, var located) in network.LearnedParameters.Zip(_parameters))
                parameter.requires_grad = !located.IsFrozen;
        }

        foreach (RangeUpdater updater in _updaters.Where(u => _parameters.Any(p => p.IsFrozen && u.Overlaps(p.Start, p.Length))).ToArray())
        {
            updater.Dispose();
            _updaters.Remove(updater);
        }

        foreach ((long start, long length, double factor) in Gaps())
            _updaters.Add(new RangeUpdater(_options, _weights, _gradients, start, length, factor));
    }

    /// <summary>The longest ranges of weights that are to learn at one rate and that no updater follows.</summary>
    private List<(long Start, long Length, double RateFactor)> Gaps()
    {
        var gaps = new List<(long Start, long Length, double RateFactor)>();
        foreach ((_, long start, long length, double factor, bool isFrozen) in _parameters)
        {
            if (isFrozen || length == 0 || _updaters.Any(u => u.Overlaps(start, length)))
                continue;
            if (gaps.Count > 0 && gaps[^1].Start + gaps[^1].Length == start && gaps[^1].RateFactor == factor)
                gaps[^1] = (gaps[^1].Start, gaps[^1].Length + length, factor);
            else
                gaps.Add((start, length, factor));
        }

        return gaps;
    }

    private static string Unknown(string name, IEnumerable<string> names) =>
        $"'{name}' is no part of this network, whose weights are {string.Join(", ", names)}.";

    /// <summary>A frozen batch normalisation uses the means it has, and does not change them.</summary>
    public void HoldBuffers()
    {
        HashSet<string> frozen = [.. _parameters.Where(p => p.IsFrozen).Select(p => p.Name)];
        foreach ((string name, nn.Module module) in _networks.SelectMany(network => network.Module.named_modules()
            .Append(("", network.Module))))
        {
            if (module is GraphModule graph)
                graph.Hold(weight => frozen.Contains(name.Length == 0 ? weight : $"{name}.{weight}"));
        }

        if (frozen.Count == 0)
            return;

        foreach ((string name, nn.Module module) in _networks.SelectMany(network => network.Module.named_modules()))
        {
            if (module is not GraphModule && module.named_buffers(recurse: false).Any()
                && frozen.Any(weight => FrozenLayer.Covers(name, weight)))
                module.eval();
        }
    }

    private static (string Name, long Start, long Length, double RateFactor, bool IsFrozen)[] Locate(
        BuiltNetwork network, IReadOnlyList<LayerRate> rates)
    {
        Dictionary<IntPtr, string> names = network.Module.named_parameters().ToDictionary(p => p.parameter.Handle, p => p.name);
        var located = new List<(string, long, long, double, bool)>();
        long start = 0;
        foreach ((Parameter parameter, double factor) in network.LearnedParameters.Zip(network.RateFactors))
        {
            string name = names[parameter.Handle];
            located.Add((name, start, parameter.numel(), factor * LayerRate.Of(name, rates), false));
            start += parameter.numel();
        }

        return [.. located];
    }
}
