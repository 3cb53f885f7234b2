using Google.Protobuf;

namespace MLFlux.Tests.Onnx;

/// <summary>Messages laid by Protobuf's own writer, field by field.</summary>
internal static class Proto
{
    /// <summary>A message of whole numbers, 32-bit and 64-bit floats, texts, and bytes or messages.</summary>
    public static byte[] Message(params (int Field, object Value)[] fields)
    {
        using var stream = new MemoryStream();
        var output = new CodedOutputStream(stream);
        foreach ((int field, object value) in fields)
        {
            switch (value)
            {
                case int number:
                    output.WriteTag(field, WireFormat.WireType.Varint);
                    output.WriteInt64(number);
                    break;
                case long number:
                    output.WriteTag(field, WireFormat.WireType.Varint);
                    output.WriteInt64(number);
                    break;
                case float number:
                    output.WriteTag(field, WireFormat.WireType.Fixed32);
                    output.WriteFloat(number);
                    break;
                case double number:
                    output.WriteTag(field, WireFormat.WireType.Fixed64);
                    output.WriteDouble(number);
                    break;
                case string text:
                    output.WriteTag(field, WireFormat.WireType.LengthDelimited);
                    output.WriteString(text);
                    break;
                default:
                    output.WriteTag(field, WireFormat.WireType.LengthDelimited);
                    output.WriteBytes(ByteString.CopyFrom((byte[])value));
                    break;
            }
        }

        output.Flush();
        return stream.ToArray();
    }

    /// <summary>Whole numbers in one field.</summary>
    public static byte[] Packed(params long[] numbers)
    {
        using var stream = new MemoryStream();
        var output = new CodedOutputStream(stream);
        foreach (long number in numbers)
            output.WriteInt64(number);
        output.Flush();
        return stream.ToArray();
    }

    /// <summary>A model of a graph.</summary>
    public static byte[] Model(byte[] graph, long operatorSet = 15) => Message((1, 8), (7, graph), (8, Message((2, operatorSet))));

    /// <summary>A model with one constant.</summary>
    public static byte[] ModelOf(byte[] tensor) => Model(Message((5, tensor)));
}
