namespace MLFlux.Onnx;

/// <summary>A constant setting of an ONNX node.</summary>
/// <param name="Name">Its name in ONNX's operator list: <c>axis</c>.</param>
/// <param name="Value">
/// A <see cref="long"/>, <see cref="float"/> or <see cref="string"/>, or an array of them; in files of others also a
/// <see cref="TensorProto"/> or a <see cref="GraphProto"/>.
/// </param>
internal readonly record struct OnnxAttribute(string Name, object Value)
{
    /// <summary>The kind of the value.</summary>
    /// <exception cref="NotSupportedException">ONNX has no attributes of the value's type.</exception>
    public AttributeKind Kind => Value switch
    {
        float => AttributeKind.Float,
        long => AttributeKind.Integer,
        string => AttributeKind.Text,
        TensorProto => AttributeKind.Tensor,
        GraphProto => AttributeKind.Graph,
        float[] => AttributeKind.Floats,
        long[] => AttributeKind.Integers,
        string[] => AttributeKind.Texts,
        _ => throw new NotSupportedException($"ONNX has no attribute of type {Value.GetType().Name}."),
    };

    public static implicit operator OnnxAttribute((string Name, long Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, float Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, string Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, long[] Value) attribute) => new(attribute.Name, attribute.Value);

    public static implicit operator OnnxAttribute((string Name, string[] Value) attribute) => new(attribute.Name, attribute.Value);
}
