namespace MLFlux.Onnx;

/// <summary>A constant. However the file lays the elements, they are in one form here.</summary>
/// <param name="Name">Its name in the graph; empty for one within an attribute.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Dimensions">Its shape; empty for a single number.</param>
internal sealed record TensorProto(string? Name, OnnxType Type, IReadOnlyList<long> Dimensions)
{
    /// <summary>The elements row by row, little-endian, one after another: ONNX's <c>raw_data</c>. Empty for texts.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The elements of a tensor of texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}
