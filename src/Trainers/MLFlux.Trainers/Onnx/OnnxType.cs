namespace MLFlux.Onnx;

/// <summary>Types of tensors that MLFlux writes, with the numbers of ONNX's <c>TensorProto.DataType</c>.</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int64 = 7,
    Text = 8,
    Bool = 9,
    Double = 11,
    UInt32 = 12,
}
