using MLFlux.Construction;
using MLFlux.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// Which of a network's weights learn, and at what rate: those of frozen layers stay as they are, with the buffers of their modules.
/// </summary>
internal sealed class FrozenWeights
{
    private const string NothingToLearn = "All weights of the network are frozen, so there is nothing to learn.";

    private readonly IReadOnlyList<BuiltNetwork> _networks;
    private readonly (string Name, WeightRange Range, bool IsFrozen)[] _weights;
    private readonly List<FrozenLayer> _thawing;

    /// <param name="networks">The network and its replicas, over the same weights; the first has the names.</param>
    /// <param name="options">Frozen layers, and layers with rates of their own.</param>
    /// <exception cref="ArgumentException">A frozen layer has no weight, or all weights are frozen.</exception>
    public FrozenWeights(IReadOnlyList<BuiltNetwork> networks, NeuralNetworkOptions options)
    {
        _networks = networks;
        _weights = [.. Locate(networks[0], options.LayerRates).Select(weight => (weight.Name, weight.Range, false))];
        _thawing = [.. options.FrozenLayers.Where(layer => layer.ThawEpoch is not null)];
        foreach (FrozenLayer layer in options.FrozenLayers)
            Mark(layer.Name, isFrozen: true);
        RecordGradients();
    }

    /// <summary>The longest ranges of weights that learn at one rate.</summary>
    /// <param name="isTaken">Whether a range is to be left out, and ends the one before it.</param>
    public IReadOnlyList<WeightRange> Learning(Func<WeightRange, bool> isTaken)
    {
        var ranges = new List<WeightRange>();
        foreach ((_, WeightRange range, bool isFrozen) in _weights)
        {
            if (isFrozen || range.Length == 0 || isTaken(range))
                continue;
            if (ranges.Count > 0 && ranges[^1].IsFollowedBy(range))
                ranges[^1] = ranges[^1] with { Length = ranges[^1].Length + range.Length };
            else
                ranges.Add(range);
        }

        return ranges;
    }

    /// <summary>Whether a weight of a range is frozen.</summary>
    public bool IsFrozen(WeightRange range) => _weights.Any(weight => weight.IsFrozen && weight.Range.Overlaps(range));

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

    /// <summary>Freezes the weights whose names begin with this one, as names of layers do.</summary>
    /// <exception cref="ArgumentException">There are none, or nothing else learns.</exception>
    public void Freeze(string name)
    {
        Mark(name, isFrozen: true);
        RecordGradients();
    }

    /// <summary>Lets the weights whose names begin with this one learn.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public void Thaw(string name)
    {
        Mark(name, isFrozen: false);
        RecordGradients();
    }

    /// <summary>Thaws what an epoch thaws.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool ThawDue(int epoch)
    {
        FrozenLayer[] due = [.. _thawing.Where(layer => layer.ThawEpoch <= epoch)];
        foreach (FrozenLayer layer in due)
        {
            Thaw(layer.Name);
            _thawing.Remove(layer);
        }

        return due.Length > 0;
    }

    /// <summary>A frozen batch normalisation uses the means it has, and does not change them.</summary>
    public void HoldBuffers()
    {
        HashSet<string> frozen = [.. _weights.Where(weight => weight.IsFrozen).Select(weight => weight.Name)];
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

    private void Mark(string name, bool isFrozen)
    {
        bool found = false;
        for (int i = 0; i < _weights.Length; i++)
        {
            if (FrozenLayer.Covers(name, _weights[i].Name))
            {
                _weights[i].IsFrozen = isFrozen;
                found = true;
            }
        }

        if (!found)
            throw new ArgumentException(Unknown(name, _weights.Select(weight => weight.Name)));
    }

    /// <summary>Has libtorch compute gradients of just the weights that learn.</summary>
    private void RecordGradients()
    {
        if (_weights.All(weight => weight.IsFrozen))
            throw new ArgumentException(NothingToLearn);

        foreach (BuiltNetwork network in _networks)
        {
            foreach ((Parameter parameter, var weight) in network.LearnedParameters.Zip(_weights))
                parameter.requires_grad = !weight.IsFrozen;
        }
    }

    private static string Unknown(string name, IEnumerable<string> names) =>
        $"'{name}' is no part of this network, whose weights are {string.Join(", ", names)}.";

    private static IEnumerable<(string Name, WeightRange Range)> Locate(BuiltNetwork network, IReadOnlyList<LayerRate> rates)
    {
        Dictionary<IntPtr, string> names = network.Module.named_parameters().ToDictionary(p => p.parameter.Handle, p => p.name);
        long start = 0;
        foreach ((Parameter parameter, double factor) in network.LearnedParameters.Zip(network.RateFactors))
        {
            string name = names[parameter.Handle];
            yield return (name, new WeightRange(start, parameter.numel(), factor * LayerRate.Of(name, rates)));
            start += parameter.numel();
        }
    }
}
