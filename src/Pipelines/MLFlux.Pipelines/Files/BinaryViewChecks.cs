using System.Buffers.Binary;
using System.IO.Compression;

namespace MLFlux.Files;

/// <summary>
/// The columns and annotations of a binary view, such as a model's schema, read as ML.NET reads them, but for the room that ML.NET
/// makes for whatever is claimed: what is claimed has to be there.
/// </summary>
internal static class BinaryViewChecks
{
    public const int HeaderBytes = 256;

    private const ulong Begin = 0x00425644004C4D43; // "CML DVB" with zeros.

    private const int ColumnsOffset = 24, ColumnCount = 48;

    /// <summary>Whether content of these first eight bytes is a binary view.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Begin;

    /// <summary>Looks through all that says of itself how large it is.</summary>
    /// <param name="stream">The view, of at least <see cref="HeaderBytes"/>.</param>
    /// <exception cref="InvalidDataException">Something claims more than there is. The message does not name the part.</exception>
    public static void Check(MemoryStream stream)
    {
        try
        {
            ReadOnlySpan<byte> view = stream.GetBuffer().AsSpan(0, (int)stream.Length);
            var reader = new BoundedReader(stream);
            int columns = BinaryPrimitives.ReadInt32LittleEndian(view[ColumnCount..]);
            Go(stream, BinaryPrimitives.ReadInt64LittleEndian(view[ColumnsOffset..]));
            List<long> annotated = [];
            for (int column = 0; column < columns; column++)
            {
                reader.Name();
                BinaryViewType.Read(reader, stream);
                reader.Byte(); // How the values are compressed.
                reader.Length(); // Rows a block.
                reader.Int64(); // Where the blocks are.
                if (reader.Int64() is not 0 and long place)
                    annotated.Add(place);
            }

            long left = view.Length;
            foreach (long place in annotated)
                CheckAnnotations(stream, place, ref left);
        }
        catch (EndOfStreamException fault)
        {
            throw new InvalidDataException("claims more than there is in it.", fault);
        }
    }

    /// <param name="stream">The view.</param>
    /// <param name="place">Where the list of a column's annotations begins.</param>
    /// <param name="left">The bytes that no other annotation has taken: each has its own.</param>
    private static void CheckAnnotations(MemoryStream stream, long place, ref long left)
    {
        var reader = new BoundedReader(stream);
        Go(stream, place);
        long count = reader.Length();
        for (long annotation = 0; annotation < count; annotation++)
        {
            long begin = stream.Position;
            reader.Name();
            BinaryViewType type = BinaryViewType.Read(reader, stream);
            bool isCompressed = reader.Byte() == 1;
            long value = reader.Int64(), size = reader.Length();
            if (value < HeaderBytes || size > stream.Length - value)
                throw new InvalidDataException($"has annotations of {size:N0} bytes at {value:N0} of {stream.Length:N0}.");
            if ((left -= stream.Position - begin + size) < 0)
                throw new InvalidDataException("has several annotations in the same place.");
            using Stream block = new MemoryStream(stream.GetBuffer(), (int)value, (int)size, writable: false);
            using Stream content = isCompressed ? new DeflateStream(block, CompressionMode.Decompress) : block;
            type.PassValue(new BoundedReader(content));
        }
    }

    private static void Go(MemoryStream stream, long place)
    {
        if (place < 0 || place > stream.Length)
            throw new InvalidDataException($"has parts at {place:N0} of {stream.Length:N0} bytes.");
        stream.Position = place;
    }
}
