namespace MLFlux.Onnx;

/// <summary>Operators and the values between them.</summary>
internal sealed record GraphProto
{
    public string? Name { get; init; }

    /// <summary>What the graph computes, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The operators, each after those whose outputs it takes.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; init; } = [];

    /// <summary>The weights: ONNX's initializers.</summary>
    public IReadOnlyList<TensorProto> Constants { get; init; } = [];

    /// <summary>What the graph takes. Old files list the weights here, too.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs { get; init; } = [];

    public IReadOnlyList<ValueInfoProto> Outputs { get; init; } = [];

    /// <summary>Types and shapes of values within the graph, where the file states them.</summary>
    public IReadOnlyList<ValueInfoProto> Values { get; init; } = [];
}
