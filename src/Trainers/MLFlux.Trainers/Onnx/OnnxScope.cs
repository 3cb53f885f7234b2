using MLFlux.Construction;

namespace MLFlux.Onnx;

/// <summary>Where a layer is exported: the graph, and the weights under the layer's place in the network.</summary>
/// <param name="Graph">Takes the layer's operators.</param>
/// <param name="Weights">All weights of the network, by name.</param>
/// <param name="Path">What the names of the layer's weights begin with: <c>2.0.</c>; empty for the network itself.</param>
internal sealed record OnnxScope(OnnxGraph Graph, IReadOnlyDictionary<string, NetworkWeight> Weights, string Path = "")
{
    /// <summary>The columns of the network's head as values of the graph; null where they come in one row.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>What the network knows of padding where the graph stands now.</summary>
    public OnnxPadding Padding { get; } = new();

    /// <summary>Exports a layer within this one.</summary>
    /// <param name="child">The layer and its place.</param>
    /// <param name="x">Its input.</param>
    public string Export(LayerChild child, string x) =>
        LayerExporters.Export(child.Layer, child.Input, x, this with { Path = $"{Path}{child.Name}." });

    /// <summary>A weight of the layer.</summary>
    public NetworkWeight Weight(string name) => Weights[Path + name];

    /// <summary>A weight of the layer as a value of the graph.</summary>
    public string Add(string name) => Add(name, [.. Weight(name).Shape]);

    /// <summary>The same with other dimensions.</summary>
    public string Add(string name, params ReadOnlySpan<int> shape)
    {
        long[] dimensions = new long[shape.Length];
        for (int i = 0; i < shape.Length; i++)
            dimensions[i] = shape[i];
        return Graph.Floats(Path + name, Weight(name).Values, dimensions);
    }

    /// <summary>γ x + β, with a weight and a bias for each channel, where the layer has them.</summary>
    /// <param name="x">[rows, channels, ...].</param>
    /// <param name="rank">The number of dimensions of a row.</param>
    /// <param name="affine">Whether it has them.</param>
    public string ScaleChannels(string x, int rank, bool affine)
    {
        if (!affine)
            return x;
        int[] shape = [Weight("weight").Shape.Size, .. Enumerable.Repeat(1, rank - 1)];
        return Graph.Add(Graph.Multiply(x, Add("weight", shape)), Add("bias", shape));
    }
}
