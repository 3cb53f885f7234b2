using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>Reads graphs and their nodes.</summary>
/// <param name="reader">Stands at a graph's first field when one is read.</param>
/// <param name="tensors">Reads the tensors within it.</param>
internal sealed class GraphReader(ProtoReader reader, TensorReader tensors)
{
    /// <summary>Reads one graph.</summary>
    public GraphProto Read()
    {
        string? name = null, description = null;
        List<NodeProto> nodes = [];
        List<TensorProto> constants = [];
        List<ValueInfoProto> inputs = [], outputs = [], values = [];
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            switch (field)
            {
                case 1:
                    nodes.Add(reader.ReadMessage(type, Node));
                    break;
                case 2:
                    name = reader.ReadText(type);
                    break;
                case 5:
                    constants.Add(reader.ReadMessage(type, tensors.Read));
                    break;
                case 10:
                    description = reader.ReadText(type);
                    break;
                case 11:
                    inputs.Add(reader.ReadMessage(type, reader.ReadValueInfo));
                    break;
                case 12:
                    outputs.Add(reader.ReadMessage(type, reader.ReadValueInfo));
                    break;
                case 13:
                    values.Add(reader.ReadMessage(type, reader.ReadValueInfo));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new GraphProto
        {
            Name = name,
            Description = description,
            Nodes = nodes,
            Constants = constants,
            Inputs = inputs,
            Outputs = outputs,
            Values = values,
        };
    }

    private NodeProto Node()
    {
        string? name = null, domain = null, operation = null;
        List<string> inputs = [], outputs = [];
        List<OnnxAttribute> attributes = [];
        while (reader.TryReadField(out int field, out WireFormat.WireType type))
        {
            switch (field)
            {
                case 1:
                    inputs.Add(reader.ReadText(type));
                    break;
                case 2:
                    outputs.Add(reader.ReadText(type));
                    break;
                case 3:
                    name = reader.ReadText(type);
                    break;
                case 4:
                    operation = reader.ReadText(type);
                    break;
                case 5:
                    if (reader.ReadMessage(type, Attribute) is OnnxAttribute attribute)
                        attributes.Add(attribute);
                    break;
                case 7:
                    domain = reader.ReadText(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return operation is null
            ? throw reader.Damaged($"node '{name ?? outputs.FirstOrDefault()}' has no operator")
            : new NodeProto(operation, inputs, outputs, attributes) { Name = name, Domain = domain };
    }

    /// <summary>An attribute, or null where it is of a kind that is not read.</summary>
    private OnnxAttribute? Attribute() => new AttributeReader(reader, tensors.Read, Read).Read();
}
