using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>Reads one attribute of a node.</summary>
/// <param name="reader">Stands at its first field.</param>
/// <param name="readTensor">Reads a tensor within it.</param>
/// <param name="readGraph">Reads a graph within it.</param>
internal sealed class AttributeReader(ProtoReader reader, Func<TensorProto> readTensor, Func<GraphProto> readGraph)
{
    private readonly List<long> _integers = [];
    private readonly List<float> _floats = [];
    private readonly List<string> _texts = [];
    private string _name = "";
    private AttributeKind? _kind;
    private float? _float;
    private long? _integer;
    private string? _text;
    private TensorProto? _tensor;
    private GraphProto? _graph;

    /// <summary>The attribute, or null where it is of a kind that is not read.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public OnnxAttribute? Read()
    {
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
            Read(field, type);

        AttributeKind? kind = _kind ?? ImpliedKind();
        object? value = kind is { } known && Enum.IsDefined(known) ? Value(known) : null; // A newer format has other kinds.
        if (value is not null)
            return new OnnxAttribute(_name, value);

        reader.CountSkipped();
        return null;
    }

    private object Value(AttributeKind kind) => kind switch
    {
        AttributeKind.Float => _float ?? 0, // A writer may leave out what is zero or empty.
        AttributeKind.Integer => _integer ?? 0,
        AttributeKind.Text => _text ?? "",
        AttributeKind.Tensor => _tensor ?? throw reader.Damaged($"attribute '{_name}' has no tensor"),
        AttributeKind.Graph => _graph ?? throw reader.Damaged($"attribute '{_name}' has no graph"),
        AttributeKind.Floats => _floats.ToArray(),
        AttributeKind.Integers => _integers.ToArray(),
        AttributeKind.Texts => _texts.ToArray(),
    };

    private void Read(int field, WireFormat.WireType type)
    {
        switch (field)
        {
            case 1:
                _name = reader.ReadText(type);
                break;
            case 2:
                _float = reader.ReadFloat(type);
                break;
            case 3:
                _integer = reader.ReadNumber(type);
                break;
            case 4:
                _text = reader.ReadText(type);
                break;
            case 5:
                _tensor = reader.ReadMessage(type, readTensor);
                break;
            case 6:
                _graph = reader.ReadMessage(type, readGraph);
                break;
            case 7:
                byte[] floats = reader.ReadFixed(type, sizeof(float));
                _floats.AddRange(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(floats));
                break;
            case 8:
                reader.ReadNumbers(type, _integers);
                break;
            case 9:
                _texts.Add(reader.ReadText(type));
                break;
            case 20:
                _kind = (AttributeKind)reader.ReadNumber(type);
                break;
            default:
                reader.Skip(type);
                break;
        }
    }

    /// <summary>The kind where the file does not state it, as in the format's first version.</summary>
    private AttributeKind? ImpliedKind() =>
        _float is not null ? AttributeKind.Float
        : _integer is not null ? AttributeKind.Integer
        : _text is not null ? AttributeKind.Text
        : _tensor is not null ? AttributeKind.Tensor
        : _graph is not null ? AttributeKind.Graph
        : _floats.Count > 0 ? AttributeKind.Floats
        : _integers.Count > 0 ? AttributeKind.Integers
        : _texts.Count > 0 ? AttributeKind.Texts
        : null;
}
