using System.Buffers.Binary;
using System.Text.Json;

namespace MLFlux.Models;

/// <summary>
/// What a safetensors file says of its tensors, checked as the format asks before anything is read: each byte of values belongs to
/// one tensor,
/// without holes, and none is left over.
/// </summary>
/// <remarks>Format: https://huggingface.co/docs/safetensors.</remarks>
internal sealed class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The limit of the format's reference implementation.</summary>
    public const long MostBytes = 100_000_000;

    private const int LengthBytes = sizeof(ulong);

    private SafetensorsHeader(IReadOnlyList<TensorEntry> all, long start)
    {
        All = all;
        Start = start;
        Tensors = [.. all.Where(entry => entry.Shape is not null)];
        Others = [.. all.Where(entry => entry.Shape is null && !entry.IsCounter)];
    }

    /// <summary>All tensors, in the order of their values.</summary>
    public IReadOnlyList<TensorEntry> All { get; }

    /// <summary>Those of types that are read.</summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>Those of types that are not read, but for PyTorch's counters.</summary>
    public IReadOnlyList<TensorEntry> Others { get; }

    /// <summary>Where the values begin in the file.</summary>
    public long Start { get; }

    /// <summary>Reads the header at the beginning of a file.</summary>
    /// <param name="stream">The file, from its beginning.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="mostBytes">How long the header may be.</param>
    /// <exception cref="InvalidDataException">The file is cut off or altered.</exception>
    public static SafetensorsHeader Read(Stream stream, long length, long mostBytes = MostBytes)
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (length < LengthBytes || stream.ReadAtLeast(prefix, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
            throw Broken($"it has {length} bytes, fewer than its header's length takes");

        ulong claimed = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (claimed > (ulong)Math.Min(mostBytes, length - LengthBytes))
            throw Broken($"its header claims {claimed} bytes of {length - LengthBytes}, and may have {mostBytes:N0}");

        byte[] header = new byte[(int)claimed];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || header is not [(byte)'{', ..])
            throw Broken("its header does not begin with {");
        return new SafetensorsHeader(Contiguous(Parse(header), length - LengthBytes - header.Length), LengthBytes + header.Length);
    }

    public static InvalidDataException Broken(string what, Exception? inner = null) =>
        new($"The weights (safetensors) cannot be read: {what}.", inner);

    private static TensorEntry[] Parse(byte[] header)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return [.. document.RootElement.EnumerateObject().Where(property => !property.NameEquals(MetadataKey)).Select(ParseOne)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw Broken("its header is not what the format asks for", exception);
        }
    }

    private static TensorEntry ParseOne(JsonProperty property)
    {
        string name = property.Name, type = property.Value.GetProperty("dtype").GetString() ?? "";
        JsonElement offsets = property.Value.GetProperty("data_offsets");
        if (offsets.GetArrayLength() != 2)
            throw Broken($"tensor '{name}' has {offsets.GetArrayLength()} offsets instead of 2");
        long begin = offsets[0].GetInt64(), end = offsets[1].GetInt64();
        int width = TensorValues.WidthOf(type);
        if (width == 0)
            return new TensorEntry(name, type, null, begin, end);

        int[] dimensions = [.. property.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
        var shape = new Shape(dimensions.Length == 0 ? [1] : dimensions);
        return begin >= 0 && end - begin == width * (long)shape.Size
            ? new TensorEntry(name, type, shape, begin, end)
            : throw Broken(
                $"tensor '{name}' of shape {shape} takes {width * (long)shape.Size:N0} bytes, and its offsets are {begin} and {end}");
    }

    /// <summary>The tensors in the order of their values, which follow one another up to the end.</summary>
    private static TensorEntry[] Contiguous(TensorEntry[] entries, long dataBytes)
    {
        Array.Sort(entries, (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long used = 0;
        foreach (TensorEntry entry in entries)
        {
            if (entry.Begin != used || entry.End < entry.Begin)
                throw Broken(
                    $"tensor '{entry.Name}' has the bytes {entry.Begin} to {entry.End}, where the one before ends at {used}: neither may "
                    + "they overlap, nor leave a hole");
            if (entry.End > dataBytes)
                throw Broken($"tensor '{entry.Name}' has the bytes {entry.Begin} to {entry.End} of {dataBytes}");
            used = entry.End;
        }

        return used == dataBytes ? entries : throw Broken($"{dataBytes - used:N0} bytes follow its last tensor");
    }
}
