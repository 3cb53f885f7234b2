using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>Writes ONNX files. The numbers of fields are those of <c>onnx.proto</c>.</summary>
internal static class ModelWriter
{
    /// <summary>Writes a file.</summary>
    /// <param name="model">What the file holds.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <exception cref="NotSupportedException">The model takes 2 GB or more.</exception>
    public static void Write(ModelProto model, Stream stream)
    {
        ProtoMessage message = new ProtoMessage()
            .Add(1, model.FormatVersion)
            .Add(2, model.Producer)
            .Add(3, model.ProducerVersion)
            .Add(4, model.Domain)
            .Add(5, model.ModelVersion)
            .Add(6, model.Description)
            .Add(7, Graph(model.Graph));
        foreach (OperatorSet set in model.OperatorSets)
            message.Add(8, new ProtoMessage().Add(1, set.Domain).Add(2, set.Version));
        foreach ((string key, string value) in model.Metadata)
            message.Add(14, new ProtoMessage().Add(1, key).Add(2, value));

        using var output = new CodedOutputStream(stream, leaveOpen: true);
        message.WriteTo(output);
    }

    private static ProtoMessage Graph(GraphProto graph) => new ProtoMessage()
        .Add(1, graph.Nodes.Select(Node))
        .Add(2, graph.Name)
        .Add(5, graph.Constants.Select(Tensor))
        .Add(10, graph.Description)
        .Add(11, graph.Inputs.Select(Value))
        .Add(12, graph.Outputs.Select(Value))
        .Add(13, graph.Values.Select(Value));

    private static ProtoMessage Node(NodeProto node) => new ProtoMessage()
        .Add(1, node.Inputs)
        .Add(2, node.Outputs)
        .Add(3, node.Name)
        .Add(4, node.Operation)
        .Add(5, node.Attributes.Select(Attribute))
        .Add(7, node.Domain);

    private static ProtoMessage Attribute(OnnxAttribute attribute)
    {
        ProtoMessage message = new ProtoMessage().Add(1, attribute.Name);
        AttributeKind kind = attribute.Kind;
        _ = kind switch
        {
            AttributeKind.Float => message.Add(2, (float)attribute.Value),
            AttributeKind.Integer => message.Add(3, (long)attribute.Value),
            AttributeKind.Text => message.Add(4, (string)attribute.Value),
            AttributeKind.Tensor => message.Add(5, Tensor((TensorProto)attribute.Value)),
            AttributeKind.Graph => message.Add(6, Graph((GraphProto)attribute.Value)),
            AttributeKind.Floats => message.Add(7, (float[])attribute.Value),
            AttributeKind.Integers => message.Add(8, (long[])attribute.Value),
            AttributeKind.Texts => message.Add(9, (string[])attribute.Value),
        };
        return message.Add(20, (long)kind);
    }

    private static ProtoMessage Tensor(TensorProto tensor)
    {
        ProtoMessage message = new ProtoMessage().Add(1, tensor.Dimensions.ToArray()).Add(2, (long)tensor.Type).Add(8, tensor.Name);
        return tensor.Type == OnnxType.Text ? message.Add(6, tensor.Texts) : message.Add(9, tensor.Content);
    }

    private static ProtoMessage Value(ValueInfoProto value)
    {
        ProtoMessage message = new ProtoMessage().Add(1, value.Name);
        if (value.Type is not OnnxType type)
            return message;

        ProtoMessage tensor = new ProtoMessage().Add(1, (long)type);
        if (value.Shape is not null)
            tensor.Add(2, new ProtoMessage().Add(1, value.Shape.Select(Dimension)));
        return message.Add(2, new ProtoMessage().Add(1, tensor));
    }

    private static ProtoMessage Dimension(Dimension dimension) => new ProtoMessage().Add(1, dimension.Size).Add(2, dimension.Name);
}
