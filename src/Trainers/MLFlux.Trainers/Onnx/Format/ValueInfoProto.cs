namespace MLFlux.Onnx;

/// <summary>The type and shape of a value.</summary>
/// <param name="Name">The value.</param>
/// <param name="Type">The type of its elements; null where it is no tensor, or of a type that MLFlux does not read.</param>
/// <param name="Shape">Its dimensions; null where the file leaves even their number open.</param>
internal sealed record ValueInfoProto(string Name, OnnxType? Type, IReadOnlyList<Dimension>? Shape);
