namespace MLFlux.Onnx;

/// <summary>Kinds of attributes that MLFlux reads and writes, with the numbers of ONNX's <c>AttributeProto.AttributeType</c>.</summary>
internal enum AttributeKind
{
    Float = 1,
    Integer = 2,
    Text = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Integers = 7,
    Texts = 8,
}
