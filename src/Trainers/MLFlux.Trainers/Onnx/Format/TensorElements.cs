using System.Buffers;
using System.Buffers.Binary;

namespace MLFlux.Onnx;

/// <summary>The elements of a tensor as a file gives them: as bytes, as numbers of one field or another, or as texts.</summary>
internal sealed class TensorElements
{
    private ReadOnlyMemory<byte> _first;
    private ArrayBufferWriter<byte>? _several;
    private OnnxType? _fixedType;

    /// <summary>The bytes of <c>raw_data</c>.</summary>
    public byte[]? Raw { get; set; }

    /// <summary>Whole numbers, and 16-bit floats by their bits.</summary>
    public List<long> Integers { get; } = [];

    public List<string> Texts { get; } = [];

    /// <summary>The bytes of an element; none for texts.</summary>
    public static int Width(OnnxType type) => type switch
    {
        OnnxType.Text => 0,
        OnnxType.UInt8 or OnnxType.Int8 or OnnxType.Bool => 1,
        OnnxType.UInt16 or OnnxType.Int16 or OnnxType.Half or OnnxType.BFloat16 => 2,
        OnnxType.Float or OnnxType.Int32 or OnnxType.UInt32 => 4,
        OnnxType.Double or OnnxType.Int64 or OnnxType.UInt64 => 8,
    };

    private ReadOnlyMemory<byte> Fixed => _several?.WrittenMemory ?? _first;

    /// <summary>Adds numbers of <c>float_data</c> or <c>double_data</c>. Those of one field, as files have them, are not copied.</summary>
    /// <returns>False where they have become too many for one tensor.</returns>
    public bool TryAddFixed(byte[] bytes, OnnxType type)
    {
        if (Fixed.Length + (long)bytes.Length > Array.MaxLength)
            return false;
        if (Fixed.IsEmpty)
        {
            _first = bytes;
        }
        else
        {
            _several ??= Begun();
            _several.Write(bytes);
        }

        _fixedType = type;
        return true;
    }

    /// <summary>The tensor with its elements.</summary>
    /// <param name="tensor">The tensor's type and shape.</param>
    /// <param name="count">How many elements it has.</param>
    /// <exception cref="InvalidDataException">There are more or fewer, or they do not go into its type.</exception>
    public TensorProto Fill(TensorProto tensor, long count)
    {
        if (tensor.Type == OnnxType.Text)
            return Texts.Count == count ? tensor with { Texts = Texts } : throw WrongCount(tensor, count, Texts.Count);

        int width = Width(tensor.Type);
        if (Integers.Count > Array.MaxLength / width)
            throw TooLarge();
        ReadOnlyMemory<byte> content =
            Raw is not null ? Raw
            : _fixedType is null ? Bytes(tensor, width)
            : _fixedType == tensor.Type ? Fixed
            : throw new InvalidDataException($"is of type {tensor.Type}, but its elements are of type {_fixedType}");
        return content.Length == count * width
            ? tensor with { Content = content }
            : throw WrongCount(tensor, count, content.Length / (double)width);
    }

    /// <summary>A tensor beyond what an array holds.</summary>
    public static InvalidDataException TooLarge() =>
        new($"takes more than {Array.MaxLength:N0} bytes, the most that MLFlux reads as one tensor");

    private ArrayBufferWriter<byte> Begun()
    {
        var writer = new ArrayBufferWriter<byte>(_first.Length);
        writer.Write(_first.Span);
        return writer;
    }

    private byte[] Bytes(TensorProto tensor, int width)
    {
        byte[] bytes = new byte[(long)Integers.Count * width];
        for (int i = 0; i < Integers.Count; i++)
            Write(Integers[i], tensor.Type, bytes.AsSpan(i * width, width));
        return bytes;
    }

    private static void Write(long number, OnnxType type, Span<byte> bytes)
    {
        (long least, long most) = type switch
        {
            OnnxType.Bool => (0, 1),
            OnnxType.UInt8 => (byte.MinValue, byte.MaxValue),
            OnnxType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            OnnxType.UInt16 or OnnxType.Half or OnnxType.BFloat16 => (ushort.MinValue, ushort.MaxValue),
            OnnxType.Int16 => (short.MinValue, short.MaxValue),
            OnnxType.Int32 => (int.MinValue, int.MaxValue),
            OnnxType.UInt32 => (uint.MinValue, uint.MaxValue),
            OnnxType.Int64 or OnnxType.UInt64 => (long.MinValue, long.MaxValue),
            OnnxType.Float or OnnxType.Double or OnnxType.Text =>
                throw new InvalidDataException($"is of type {type}, but its elements are whole numbers"),
        };
        if (number < least || number > most)
            throw new InvalidDataException($"has an element {number}, which is none of type {type}");

        Span<byte> whole = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(whole, number);
        whole[..bytes.Length].CopyTo(bytes);
    }

    private static InvalidDataException WrongCount(TensorProto tensor, long count, double came)
    {
        string shape = tensor.Dimensions.Count == 0 ? "of a single number" : string.Join('×', tensor.Dimensions);
        return new InvalidDataException(FormattableString.Invariant($"has {came} elements, where its shape {shape} asks for {count}"));
    }
}
