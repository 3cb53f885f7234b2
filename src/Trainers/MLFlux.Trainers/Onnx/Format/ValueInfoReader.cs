using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>Reads types and shapes of values, and entries of keys and texts.</summary>
internal static class ValueInfoReader
{
    /// <summary>A key and its text.</summary>
    public static (string Key, string Value) ReadEntry(this ProtoReader reader)
    {
        string key = "", value = "";
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            if (field == 1)
                key = reader.ReadText(type);
            else if (field == 2)
                value = reader.ReadText(type);
            else
                reader.Skip(type);
        }

        return (key, value);
    }

    /// <summary>A value's name, type and shape.</summary>
    public static ValueInfoProto ReadValueInfo(this ProtoReader reader)
    {
        var info = new ValueInfoProto("", null, null);
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            if (field == 1)
                info = info with { Name = reader.ReadText(type) };
            else if (field == 2)
                info = reader.ReadMessage(type, () => ReadType(reader, info));
            else
                reader.Skip(type);
        }

        return info;
    }

    /// <summary>What is no tensor (a sequence, a map) stays without a type.</summary>
    private static ValueInfoProto ReadType(ProtoReader reader, ValueInfoProto info)
    {
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            if (field == 1)
                info = reader.ReadMessage(type, () => ReadTensorType(reader, info));
            else
                reader.Skip(type);
        }

        return info;
    }

    private static ValueInfoProto ReadTensorType(ProtoReader reader, ValueInfoProto info)
    {
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            if (field == 1)
                info = info with { Type = ReadElementType(reader, type) };
            else if (field == 2)
                info = info with { Shape = reader.ReadMessage(type, () => ReadShape(reader)) };
            else
                reader.Skip(type);
        }

        return info;
    }

    private static OnnxType? ReadElementType(ProtoReader reader, WireFormat.WireType type)
    {
        var element = (OnnxType)reader.ReadNumber(type);
        if (Enum.IsDefined(element))
            return element;

        reader.CountSkipped();
        return null;
    }

    private static List<Dimension> ReadShape(ProtoReader reader)
    {
        List<Dimension> shape = [];
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            if (field == 1)
                shape.Add(reader.ReadMessage(type, () => ReadDimension(reader)));
            else
                reader.Skip(type);
        }

        return shape;
    }

    private static Dimension ReadDimension(ProtoReader reader)
    {
        Dimension dimension = default;
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            if (field == 1)
                dimension = new Dimension(reader.ReadNumber(type), null);
            else if (field == 2)
                dimension = new Dimension(null, reader.ReadText(type));
            else
                reader.Skip(type);
        }

        return dimension;
    }
}
