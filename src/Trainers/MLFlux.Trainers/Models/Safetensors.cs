using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLFlux.Models;

/// <summary>
/// Reads and writes tensors in the safetensors format (version 0.x: the header's length in 8 bytes, a JSON header, the
/// values in little-endian order), which PyTorch reads and which holds no code. Writes float32; reads other widths too.
/// </summary>
internal static class Safetensors
{
    private const string Float32 = "F32";

    public static void Write(Stream stream, IReadOnlyList<NetworkWeight> weights)
    {
        byte[] header = Header(weights);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (NetworkWeight weight in weights)
            WriteValues(stream, weight.Values.Span);
    }

    /// <summary>Reads all tensors, whose values follow one another to the end.</summary>
    /// <param name="stream">The file, which is never sought in.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="mostHeaderBytes">How long its header may be.</param>
    /// <param name="check">Refuses tensors, before memory is taken for them.</param>
    /// <exception cref="InvalidDataException">The stream is cut off, altered, or holds tensors of types that are not read.</exception>
    public static IReadOnlyList<NetworkWeight> Read(
        Stream stream, long length, long mostHeaderBytes = SafetensorsHeader.MostBytes, Action<IReadOnlyList<TensorEntry>>? check = null)
    {
        SafetensorsHeader header = SafetensorsHeader.Read(stream, length, mostHeaderBytes);
        if (header.Tensors.Count < header.All.Count)
        {
            throw SafetensorsHeader.Broken(
                $"{FaultList.Join(header.All.Where(entry => entry.Shape is null).Select(entry => $"'{entry.Name}' is {entry.Type}"))}; "
                + $"MLFlux reads {TensorValues.TypesRead}");
        }

        check?.Invoke(header.Tensors);
        return [.. header.Tensors.Select(entry => TensorValues.Read(stream, entry))];
    }

    /// <summary>Writes values in chunks: two gigabytes of them are more bytes than a span counts.</summary>
    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        const int MostValues = 1 << 24;
        for (int done = 0; done < values.Length; done += MostValues)
            stream.Write(MemoryMarshal.AsBytes(values.Slice(done, Math.Min(MostValues, values.Length - done))));
    }

    private static byte[] Header(IReadOnlyList<NetworkWeight> weights)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafetensorsHeader.MetadataKey);
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

        // Blanks behind the header align the values to 8 bytes, as the writers of the format's authors do.
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }
}
