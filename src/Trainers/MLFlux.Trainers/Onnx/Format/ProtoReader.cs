using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>
/// Reads messages of protocol buffers from a stream, field by field. Lengths are compared with what is left before anything is
/// allocated for them.
/// </summary>
/// <remarks>Protobuf's own <c>CodedInputStream</c> counts positions in 32 bits, so that it ends at 2 GB.</remarks>
internal sealed class ProtoReader
{
    /// <summary>As many as Protobuf's own reader takes.</summary>
    private const int MaximumDepth = 100;

    private static readonly UTF8Encoding s_text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _name;
    private readonly ByteReader _bytes;
    private int _depth;

    /// <summary>Begins at the first field of a file.</summary>
    /// <param name="stream">Where from; left open.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="mostBytes">How many bytes the file may have.</param>
    /// <exception cref="InvalidDataException">It has more.</exception>
    public ProtoReader(Stream stream, string name, long mostBytes)
    {
        _name = name;
        _bytes = new ByteReader(stream, what => Damaged(what), mostBytes);
        if (stream.CanSeek && stream.Length - stream.Position > mostBytes)
        {
            throw new InvalidDataException(
                $"'{name}' has {stream.Length - stream.Position:N0} bytes; ONNX files up to {mostBytes:N0} bytes are read.");
        }
    }

    /// <summary>How many fields were skipped.</summary>
    public long SkippedFields { get; private set; }

    /// <summary>Begins the next field of the message.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="type">How it is laid.</param>
    /// <returns>False at the end of the message.</returns>
    public bool TryReadField(out int field, out WireFormat.WireType type)
    {
        field = 0;
        type = default;
        if (_bytes.Position == _bytes.End || (_depth == 0 && !_bytes.HasMore))
            return false;

        long tag = ReadNumber();
        if (tag is <= 0 or > uint.MaxValue || WireFormat.GetTagFieldNumber((uint)tag) == 0)
            throw Damaged($"{tag} is no field");
        field = WireFormat.GetTagFieldNumber((uint)tag);
        type = WireFormat.GetTagWireType((uint)tag);
        return true;
    }

    /// <summary>Reads a message within this one.</summary>
    /// <param name="type">How the field is laid.</param>
    /// <param name="read">Reads the message's fields up to its end.</param>
    public T ReadMessage<T>(WireFormat.WireType type, Func<T> read)
    {
        Expect(WireFormat.WireType.LengthDelimited, type);
        if (_depth == MaximumDepth)
            throw Damaged($"more than {MaximumDepth} messages stand within one another");
        long outer = _bytes.End, length = ReadLength();
        _bytes.End = _bytes.Position + length;
        _depth++;
        T message = read();
        _depth--;
        _bytes.End = outer;
        return message;
    }

    /// <summary>A whole number.</summary>
    public long ReadNumber(WireFormat.WireType type)
    {
        Expect(WireFormat.WireType.Varint, type);
        return ReadNumber();
    }

    /// <summary>Whole numbers: one, or all of them in one field.</summary>
    public void ReadNumbers(WireFormat.WireType type, List<long> numbers)
    {
        if (type == WireFormat.WireType.Varint)
        {
            numbers.Add(ReadNumber());
            return;
        }

        ReadMessage(type, () =>
        {
            while (_bytes.Position < _bytes.End)
                numbers.Add(ReadNumber());
            return numbers;
        });
    }

    /// <summary>A number of 32 bits.</summary>
    public float ReadFloat(WireFormat.WireType type)
    {
        Expect(WireFormat.WireType.Fixed32, type);
        return BinaryPrimitives.ReadSingleLittleEndian(_bytes.ReadBytes(sizeof(float)));
    }

    /// <summary>The bytes of numbers of 4 or 8 bytes: those of one number, or of all of them in one field.</summary>
    public byte[] ReadFixed(WireFormat.WireType type, int width)
    {
        if (type == (width == sizeof(float) ? WireFormat.WireType.Fixed32 : WireFormat.WireType.Fixed64))
            return _bytes.ReadBytes(width);
        byte[] bytes = ReadBytes(type);
        return bytes.Length % width == 0 ? bytes : throw Damaged($"{bytes.Length} bytes are no numbers of {width} bytes");
    }

    /// <summary>Bytes.</summary>
    public byte[] ReadBytes(WireFormat.WireType type)
    {
        Expect(WireFormat.WireType.LengthDelimited, type);
        return _bytes.ReadBytes(ReadLength());
    }

    /// <summary>A text.</summary>
    public string ReadText(WireFormat.WireType type)
    {
        byte[] bytes = ReadBytes(type);
        try
        {
            return s_text.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw Damaged("a text is not UTF-8", fault);
        }
    }

    /// <summary>Passes over a field that nothing here stands for, and counts it.</summary>
    public void Skip(WireFormat.WireType type)
    {
        SkippedFields++;
        switch (type)
        {
            case WireFormat.WireType.Varint:
                ReadNumber();
                break;
            case WireFormat.WireType.Fixed32:
                _bytes.Pass(sizeof(int));
                break;
            case WireFormat.WireType.Fixed64:
                _bytes.Pass(sizeof(long));
                break;
            case WireFormat.WireType.LengthDelimited:
                _bytes.Pass(ReadLength());
                break;
            default: // Groups, which ONNX does not have, and numbers that are no type.
                throw Damaged($"{type} is no way to lay a field");
        }
    }

    /// <summary>Counts what a record leaves out of a field that was read.</summary>
    public void CountSkipped() => SkippedFields++;

    /// <summary>What is wrong with the file.</summary>
    public InvalidDataException Damaged(string what, Exception? inner = null) =>
        new($"'{_name}' cannot be read as an ONNX file: {what} (before byte {_bytes.Position:N0}).", inner);

    private void Expect(WireFormat.WireType expected, WireFormat.WireType type)
    {
        if (type != expected)
            throw Damaged($"a field is laid as {type}, not as {expected}");
    }

    private long ReadNumber()
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = _bytes.ReadByte();
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return (long)number;
        }

        throw Damaged("a number takes more than ten bytes");
    }

    private long ReadLength()
    {
        long length = ReadNumber(), left = _bytes.End - _bytes.Position;
        return (ulong)length <= (ulong)left ? length : throw Damaged($"a part of {(ulong)length:N0} bytes stands where {left:N0} are left");
    }
}
