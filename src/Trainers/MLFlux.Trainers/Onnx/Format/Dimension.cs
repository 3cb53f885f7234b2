namespace MLFlux.Onnx;

/// <summary>A dimension of a value: a size, or a name for any size (<c>rows</c>), or neither.</summary>
/// <param name="Size">The size.</param>
/// <param name="Name">The name.</param>
internal readonly record struct Dimension(long? Size, string? Name);
