using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>What the numbers of a file are for, by the places at which nodes take them.</summary>
internal sealed class WeightRoles
{
    /// <summary>The inputs that are weights, however few numbers they have.</summary>
    private static readonly Dictionary<string, int[]> s_weights = new()
    {
        ["Conv"] = [1, 2],
        ["ConvTranspose"] = [1, 2],
        ["Gemm"] = [1, 2],
        ["MatMul"] = [0, 1],
        ["PRelu"] = [1],
        ["RNN"] = [1, 2, 3],
        ["LSTM"] = [1, 2, 3],
        ["GRU"] = [1, 2, 3],
        ["BatchNormalization"] = [1, 2],
        ["InstanceNormalization"] = [1, 2],
        ["LayerNormalization"] = [1, 2],
        ["GroupNormalization"] = [1, 2],
    };

    /// <summary>The inputs that are settings, however many numbers they have.</summary>
    private static readonly Dictionary<string, int[]> s_settings = new()
    {
        ["Resize"] = [1, 2],
        ["Upsample"] = [1],
        ["Clip"] = [1, 2],
        ["Pad"] = [2],
        ["Pow"] = [1],
        ["Dropout"] = [1],
    };

    private readonly HashSet<string> _weights = [];
    private readonly HashSet<string> _settings = [];
    private readonly HashSet<string> _means = [];

    /// <param name="nodes">The nodes.</param>
    public WeightRoles(IEnumerable<NodeProto> nodes)
    {
        foreach (NodeProto node in nodes)
        {
            Add(_weights, node, s_weights.GetValueOrDefault(node.Operation));
            Add(_settings, node, s_settings.GetValueOrDefault(node.Operation));
            if (node.Operation == "BatchNormalization")
                Add(_means, node, [3, 4]);
        }
    }

    /// <summary>Whether numbers are kept as weights are; null where they are a part of the description.</summary>
    /// <param name="name">The value.</param>
    /// <param name="dimensions">Its shape.</param>
    /// <param name="isInitializer">Whether the file has it as a weight, rather than as a constant among its nodes.</param>
    /// <returns>Whether training changes them.</returns>
    public bool? IsLearned(string name, IReadOnlyList<long> dimensions, bool isInitializer)
    {
        long count = dimensions.Aggregate(1L, (product, size) => product * size);
        if (dimensions.Count == 0 || count == 0 || _settings.Contains(name))
            return null;
        if (_means.Contains(name))
            return false;
        if (_weights.Contains(name) || (isInitializer && count > 1))
            return true;
        return count > GraphChecks.MostConstants / 1024 ? false : null;
    }

    private static void Add(HashSet<string> names, NodeProto node, int[]? places)
    {
        foreach (int place in places ?? [])
        {
            if (place < node.Inputs.Count)
                names.Add(node.Inputs[place]);
        }
    }
}
