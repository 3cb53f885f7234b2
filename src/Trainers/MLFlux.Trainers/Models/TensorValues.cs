using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MLFlux.Models;

/// <summary>Reads the values of tensors in safetensors files as float32.</summary>
internal static class TensorValues
{
    /// <summary>The types of tensors that are read.</summary>
    public const string TypesRead = "F32, F16, BF16 and F64";

    private const int ChunkBytes = 1 << 20;

    /// <summary>The bytes of a number, or 0 for a type that is not read.</summary>
    public static int WidthOf(string type) => type switch
    {
        "F32" => sizeof(float),
        "F16" or "BF16" => 2,
        "F64" => sizeof(double),
        _ => 0,
    };

    /// <summary>Reads a tensor whose values come next.</summary>
    /// <exception cref="InvalidDataException">The stream ends before them.</exception>
    public static NetworkWeight Read(Stream stream, TensorEntry entry)
    {
        int width = WidthOf(entry.Type);
        if (entry.Shape!.Size > Array.MaxLength)
            throw SafetensorsHeader.Broken($"tensor '{entry.Name}' has more than the {Array.MaxLength:N0} values that are read");

        float[] values = GC.AllocateUninitializedArray<float>(entry.Shape.Size);
        byte[] chunk = new byte[(int)Math.Min(ChunkBytes, entry.End - entry.Begin)];
        for (int done = 0; done < values.Length;)
        {
            int count = Math.Min(chunk.Length / width, values.Length - done);
            Span<byte> bytes = chunk.AsSpan(0, count * width);
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw SafetensorsHeader.Broken($"it ends within tensor '{entry.Name}'");
            Convert(bytes, entry.Type, values.AsSpan(done, count));
            done += count;
        }

        return new NetworkWeight(entry.Name, entry.Shape, values);
    }

    private static void Convert(ReadOnlySpan<byte> bytes, string type, Span<float> values)
    {
        switch (type)
        {
            case "F16":
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case "BF16": // The upper half of a float32.
                ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < values.Length; i++)
                    values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
                break;
            case "F64":
                ReadOnlySpan<double> doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)doubles[i];
                break;
            default:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
        }
    }
}
