using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>
/// A message of protocol buffers, put together field by field and measured before it is written. Big content is not copied. Null
/// stands for a field that the message does not have.
/// </summary>
/// <remarks>ONNX files need five of its field types; a generated class for each of ONNX's messages would be far more code.</remarks>
internal sealed class ProtoMessage
{
    private readonly List<(long Size, Action<CodedOutputStream> Write)> _fields = [];

    /// <summary>How many bytes the message takes.</summary>
    public long Size => _fields.Sum(part => part.Size);

    /// <summary>A whole number, or an enumeration's value.</summary>
    public ProtoMessage Add(int field, long value) =>
        Add(field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), output => output.WriteInt64(value));

    /// <summary>A whole number, if there is one.</summary>
    public ProtoMessage Add(int field, long? value) => value is long number ? Add(field, number) : this;

    /// <summary>Whole numbers, one field each, which every reader takes.</summary>
    public ProtoMessage Add(int field, ReadOnlySpan<long> values)
    {
        foreach (long value in values)
            Add(field, value);
        return this;
    }

    /// <summary>A number of 32 bits.</summary>
    public ProtoMessage Add(int field, float value) =>
        Add(field, WireFormat.WireType.Fixed32, sizeof(float), output => output.WriteFloat(value));

    /// <summary>Numbers of 32 bits, one field each.</summary>
    public ProtoMessage Add(int field, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            Add(field, value);
        return this;
    }

    /// <summary>A text.</summary>
    public ProtoMessage Add(int field, string? value) => value is null
        ? this
        : Add(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value), output => output.WriteString(value));

    /// <summary>Texts, one field each.</summary>
    public ProtoMessage Add(int field, IEnumerable<string> values)
    {
        foreach (string value in values)
            Add(field, value);
        return this;
    }

    /// <summary>Bytes, which stay where they are until they are written.</summary>
    public ProtoMessage Add(int field, ReadOnlyMemory<byte> value) => Add(
        field,
        WireFormat.WireType.LengthDelimited,
        (long)CodedOutputStream.ComputeLengthSize(value.Length) + value.Length,
        output => output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value)));

    /// <summary>A message within this one, complete by now.</summary>
    public ProtoMessage Add(int field, ProtoMessage value)
    {
        long size = value.Size;
        if (size > int.MaxValue)
            throw new NotSupportedException("A network of 2 GB and more cannot be written as one ONNX file; the format does not allow it.");
        return Add(
            field,
            WireFormat.WireType.LengthDelimited,
            CodedOutputStream.ComputeLengthSize((int)size) + size,
            output =>
            {
                output.WriteLength((int)size);
                value.WriteTo(output);
            });
    }

    /// <summary>Messages within this one, one field each.</summary>
    public ProtoMessage Add(int field, IEnumerable<ProtoMessage> values)
    {
        foreach (ProtoMessage value in values)
            Add(field, value);
        return this;
    }

    /// <summary>Writes the fields in the order in which they were added.</summary>
    public void WriteTo(CodedOutputStream output)
    {
        foreach ((_, Action<CodedOutputStream> write) in _fields)
            write(output);
    }

    private ProtoMessage Add(int field, WireFormat.WireType type, long size, Action<CodedOutputStream> write)
    {
        uint tag = WireFormat.MakeTag(field, type);
        _fields.Add((CodedOutputStream.ComputeRawVarint32Size(tag) + size, output =>
        {
            output.WriteTag(tag);
            write(output);
        }));
        return this;
    }
}
