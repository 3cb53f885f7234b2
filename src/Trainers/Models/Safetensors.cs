using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLFlux.Models;

/// <summary>
/// Reads and writes tensors in the safetensors format (version 0.x: the header's length in 8 bytes, a JSON header, the
/// values in little-endian order), which PyTorch reads and which holds no code. Writes float32; reads other widths too.
/// </summary>
internal static class Safetensors
{
    private const string MetadataKey = "__metadata__";
    private const string Float32 = "F32";

    /// <summary>The types of tensors that are read.</summary>
    public const string TypesRead = "F32, F16, BF16 and F64";

    private const int MaximumHeaderBytes = 100_000_000; // The limit of the format's reference implementation.

    public static void Write(Stream stream, IReadOnlyList<NetworkWeight> weights)
    {
        byte[] header = Header(weights);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (NetworkWeight weight in weights)
            stream.Write(MemoryMarshal.AsBytes(weight.Values.Span));
    }

    /// <exception cref="InvalidDataException">The stream is cut off, altered, or holds tensors of types that are not read.</exception>
    public static IReadOnlyList<NetworkWeight> Read(Stream stream)
    {
        IReadOnlyList<NetworkWeight> weights = Read(stream, out IReadOnlyList<(string Name, string Type)> others);
        return others.Count == 0
            ? weights
            : throw Broken($"{string.Join(", ", others.Select(other => $"'{other.Name}' is {other.Type}"))}; MLFlux reads {TypesRead}");
    }

    /// <summary>Reads what can be read.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="others">The tensors of types that are not read.</param>
    /// <exception cref="InvalidDataException">The stream is cut off or altered.</exception>
    public static IReadOnlyList<NetworkWeight> Read(Stream stream, out IReadOnlyList<(string Name, string Type)> others)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Read(memory.GetBuffer().AsMemory(0, (int)memory.Length), out others);
    }

    private static List<NetworkWeight> Read(ReadOnlyMemory<byte> file, out IReadOnlyList<(string Name, string Type)> others)
    {
        if (file.Length < sizeof(ulong))
            throw Broken($"it has {file.Length} bytes, fewer than its header's length takes");

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (headerLength > MaximumHeaderBytes || (long)headerLength > file.Length - sizeof(ulong))
            throw Broken($"its header claims {headerLength} bytes of {file.Length - sizeof(ulong)}");

        ReadOnlyMemory<byte> header = file.Slice(sizeof(ulong), (int)headerLength);
        ReadOnlyMemory<byte> data = file[(sizeof(ulong) + (int)headerLength)..];
        try
        {
            using JsonDocument document = JsonDocument.Parse(header);
            JsonProperty[] tensors = [.. document.RootElement.EnumerateObject().Where(p => p.Name != MetadataKey && !IsCounter(p))];
            others = [.. tensors.Where(p => Width(TypeOf(p)) == 0).Select(p => (p.Name, TypeOf(p)))];
            return [.. tensors.Where(p => Width(TypeOf(p)) > 0).Select(p => ReadOne(p, data))];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw Broken("its header is not what the format asks for", exception);
        }
    }

    private static NetworkWeight ReadOne(JsonProperty property, ReadOnlyMemory<byte> data)
    {
        string type = TypeOf(property);
        int[] dimensions = [.. property.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
        var shape = new Shape(dimensions.Length == 0 ? [1] : dimensions);
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt64())];
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] > data.Length || offsets[1] - offsets[0] != Width(type) * (long)shape.Size)
            throw Broken($"tensor '{property.Name}' of shape {shape} lies outside the file's {data.Length} bytes of values");

        return new NetworkWeight(property.Name, shape, Convert(data.Span[(int)offsets[0]..(int)offsets[1]], type));
    }

    private static string TypeOf(JsonProperty property) => property.Value.GetProperty("dtype").GetString() ?? "";

    /// <summary>Whether this is PyTorch's count of the batches that a normalisation saw, which scoring does not use.</summary>
    private static bool IsCounter(JsonProperty property) =>
        property.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal) && TypeOf(property) == "I64";

    /// <summary>The bytes of a number, or 0 for a type that is not read.</summary>
    private static int Width(string type) => type switch
    {
        Float32 => sizeof(float),
        "F16" or "BF16" => 2,
        "F64" => sizeof(double),
        _ => 0,
    };

    private static float[] Convert(ReadOnlySpan<byte> bytes, string type)
    {
        float[] values = new float[bytes.Length / Width(type)];
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
                bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
                break;
        }

        return values;
    }

    private static byte[] Header(IReadOnlyList<NetworkWeight> weights)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            json.WriteString("format", "pt");
            json.WriteEndObject();
            long offset = 0;
            foreach (NetworkWeight weight in weights)
            {
                json.WriteStartObject(weight.Name);
                json.WriteString("dtype", Float32);
                json.WriteStartArray("shape");
                foreach (int dimension in weight.Shape)
                    json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += sizeof(float) * (long)weight.Shape.Size);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Blanks align the values to 8 bytes, as the format's own writers do.
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static InvalidDataException Broken(string what, Exception? inner = null) =>
        new($"The weights (safetensors) cannot be read: {what}.", inner);
}
