using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>Reads tensors, whichever of ONNX's ways their elements are laid in.</summary>
/// <param name="reader">Stands at a tensor's first field when one is read.</param>
/// <param name="external">Where elements outside of the file are.</param>
internal sealed class TensorReader(ProtoReader reader, ExternalData external)
{
    private const int External = 1;

    /// <summary>Reads one tensor.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a type that is not read; the message names it.</exception>
    public TensorProto Read()
    {
        string? name = null;
        List<long> dimensions = [];
        long type = 0, location = 0;
        bool isTooLarge = false;
        var elements = new TensorElements();
        Dictionary<string, string> places = [];
        while (reader.TryReadField(out int field, out WireFormat.WireType wire))
        {
            switch (field)
            {
                case 1:
                    reader.ReadNumbers(wire, dimensions);
                    break;
                case 2:
                    type = reader.ReadNumber(wire);
                    break;
                case 4:
                    isTooLarge |= !elements.TryAddFixed(reader.ReadFixed(wire, sizeof(float)), OnnxType.Float);
                    break;
                case 5 or 7 or 11: // int32_data, int64_data, uint64_data.
                    reader.ReadNumbers(wire, elements.Integers);
                    break;
                case 6:
                    elements.Texts.Add(reader.ReadText(wire));
                    break;
                case 8:
                    name = reader.ReadText(wire);
                    break;
                case 9:
                    elements.Raw = reader.ReadBytes(wire);
                    break;
                case 10:
                    isTooLarge |= !elements.TryAddFixed(reader.ReadFixed(wire, sizeof(double)), OnnxType.Double);
                    break;
                case 13:
                    (string key, string value) = reader.ReadMessage(wire, reader.ReadEntry);
                    places[key] = value;
                    break;
                case 14:
                    location = reader.ReadNumber(wire);
                    break;
                default:
                    reader.Skip(wire);
                    break;
            }
        }

        if (type is < 0 or > int.MaxValue || !Enum.IsDefined((OnnxType)type))
            throw Damaged(name, $"has elements of type number {type}, which MLFlux does not read");
        var tensor = new TensorProto(name, (OnnxType)type, dimensions);
        long count = Count(tensor);
        try
        {
            if (isTooLarge)
                throw TensorElements.TooLarge();
            return location == External && tensor.Type != OnnxType.Text
                ? tensor with { Content = external.Read(places, count, count * TensorElements.Width(tensor.Type)) }
                : elements.Fill(tensor, count);
        }
        catch (InvalidDataException fault)
        {
            throw Damaged(name, fault.Message, fault.InnerException);
        }
    }

    /// <summary>How many elements a shape has, so that their bytes can be counted in 64 bits.</summary>
    private long Count(TensorProto tensor)
    {
        long count = 1;
        foreach (long size in tensor.Dimensions)
        {
            if (size < 0)
                throw Damaged(tensor.Name, $"has a dimension of {size}");
            if (size > 0 && count > long.MaxValue / sizeof(double) / size)
                throw Damaged(tensor.Name, $"has more elements than can be counted: {string.Join('×', tensor.Dimensions)}");
            count *= size;
        }

        return count;
    }

    private InvalidDataException Damaged(string? name, string what, Exception? inner = null) =>
        reader.Damaged($"tensor '{name}' {what}", inner);
}
