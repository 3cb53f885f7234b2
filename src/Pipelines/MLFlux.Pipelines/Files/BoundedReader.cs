using System.Buffers.Binary;
using System.Text;

namespace MLFlux.Files;

/// <summary>Numbers, texts and stretches of a stream as ML.NET writes them. No claim of the stream makes it take memory.</summary>
/// <param name="stream">From where it stands.</param>
internal sealed class BoundedReader(Stream stream)
{
    private const int LongestName = 1 << 16;

    public byte Byte() => stream.ReadByte() is >= 0 and int value ? (byte)value : throw new EndOfStreamException();

    public int Int32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    public long Int64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>A length in seven bits a byte.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public long Length()
    {
        long length = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte part = Byte();
            length |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                return length;
        }

        throw new InvalidDataException("has a length of more than 63 bits.");
    }

    /// <summary>The name of a column, an annotation or a type.</summary>
    public string Name()
    {
        long length = Length();
        if (length > LongestName)
            throw new InvalidDataException($"has a name of {length:N0} bytes.");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Passes over bytes, which have to be there.</summary>
    public void Pass(long count)
    {
        Span<byte> buffer = stackalloc byte[1024];
        while (count > 0)
        {
            int read = stream.Read(buffer[..(int)Math.Min(count, buffer.Length)]);
            if (read == 0)
                throw new EndOfStreamException();
            count -= read;
        }
    }
}
