namespace MLFlux.Onnx;

/// <summary>A constant setting of an ONNX node.</summary>
/// <param name="Name">Its name in ONNX's operator list: <c>axis</c>.</param>
/// <param name="Value">
/// A <see cref="long"/>, <see cref="float"/> or <see cref="string"/>, or an array of <see cref="long"/> or <see cref="string"/>.
/// </param>
internal readonly record struct OnnxAttribute(string Name, object Value)
{
    public static implicit operator OnnxAttribute((string Name, long Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, float Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, string Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, long[] Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, string[] Value) attribute) => new(attribute.Name, attribute.Value);
}
