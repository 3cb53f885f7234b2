namespace MLFlux.Onnx;

/// <summary>Types of tensors that MLFlux reads and writes, with the numbers of ONNX's <c>TensorProto.DataType</c>.</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    Text = 8,
    Bool = 9,
    Half = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    BFloat16 = 16,
}
