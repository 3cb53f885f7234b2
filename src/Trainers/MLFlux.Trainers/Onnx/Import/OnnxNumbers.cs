using System.Runtime.InteropServices;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>The elements of tensors in the types that graphs compute in.</summary>
internal static class OnnxNumbers
{
    /// <summary>What elements of a type are computed as; null for texts.</summary>
    public static GraphType? TypeOf(OnnxType type) => type switch
    {
        OnnxType.Float or OnnxType.Half or OnnxType.Double or OnnxType.BFloat16 => GraphType.Float,
        OnnxType.UInt8 or OnnxType.Int8 or OnnxType.UInt16 or OnnxType.Int16 or OnnxType.Int32 or OnnxType.Int64 or OnnxType.UInt32
            or OnnxType.UInt64 => GraphType.Integer,
        OnnxType.Bool => GraphType.Flag,
        OnnxType.Text => null,
    };

    /// <summary>A tensor's elements as numbers of 32 bits; its own memory where they are such.</summary>
    public static ReadOnlyMemory<byte> Floats(TensorProto tensor)
    {
        if (tensor.Type == OnnxType.Float)
            return tensor.Content;
        float[] values = [.. Numbers(tensor).Select(number => (float)number)];
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    /// <summary>A tensor's elements.</summary>
    public static double[] Numbers(TensorProto tensor) => tensor.Type switch
    {
        OnnxType.Float => Of<float>(tensor, x => x),
        OnnxType.Double => Of<double>(tensor, x => x),
        OnnxType.Half => Of<Half>(tensor, x => (double)x),
        OnnxType.BFloat16 => Of<ushort>(tensor, x => BitConverter.UInt32BitsToSingle((uint)x << 16)),
        OnnxType.UInt8 or OnnxType.Bool => Of<byte>(tensor, x => x),
        OnnxType.Int8 => Of<sbyte>(tensor, x => x),
        OnnxType.UInt16 => Of<ushort>(tensor, x => x),
        OnnxType.Int16 => Of<short>(tensor, x => x),
        OnnxType.Int32 => Of<int>(tensor, x => x),
        OnnxType.UInt32 => Of<uint>(tensor, x => x),
        OnnxType.Int64 => Of<long>(tensor, x => x),
        OnnxType.UInt64 => Of<ulong>(tensor, x => x),
        OnnxType.Text => [],
    };

    private static double[] Of<T>(TensorProto tensor, Func<T, double> convert)
        where T : struct
    {
        ReadOnlySpan<T> elements = MemoryMarshal.Cast<byte, T>(tensor.Content.Span);
        var numbers = new double[elements.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = convert(elements[i]);
        return numbers;
    }
}
