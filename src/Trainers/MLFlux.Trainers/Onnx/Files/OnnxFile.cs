using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace MLFlux.Onnx;

/// <summary>A graph that becomes an ONNX file. The numbers of fields are those of <c>onnx.proto</c>.</summary>
internal sealed class OnnxFile : OnnxGraph
{
    /// <summary>The rows of every input and output: any number of them.</summary>
    private const string Rows = "rows";

    /// <summary>Read by ONNX Runtime from 1.10 on.</summary>
    private const int OperatorSet = 15, FormatVersion = 8;

    private readonly HashSet<string> _names = [];
    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _constants = [];
    private readonly List<ProtoMessage> _inputs = [];
    private readonly List<ProtoMessage> _outputs = [];

    /// <summary>Declares an input.</summary>
    /// <param name="name">Its name, unused so far.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">The shape of a row.</param>
    public string Input(string name, OnnxType type, Shape shape)
    {
        _names.Add(name);
        _inputs.Add(Declaration(name, type, shape));
        return name;
    }

    /// <summary>Declares an output, under its name.</summary>
    public void Output(OnnxOutput output)
    {
        _names.Add(output.Name);
        AddNode("Identity", [output.Value], [output.Name], []);
        _outputs.Add(Declaration(output.Name, output.Type, output.Shape));
    }

    /// <summary>Names that a later value must not take.</summary>
    public void Reserve(string name) => _names.Add(name);

    public override string Floats(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> shape)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.Span).ToArray();
        return Constant(name, OnnxType.Float, shape, tensor => tensor.Add(9, bytes));
    }

    public override string Integers(string name, params ReadOnlySpan<long> values)
    {
        byte[] bytes = Bytes(values);
        return Constant(name, OnnxType.Int64, [values.Length], tensor => tensor.Add(9, bytes));
    }

    public override string Texts(string name, IReadOnlyList<string> values) => Constant(name, OnnxType.Text, [values.Count], tensor =>
    {
        foreach (string value in values)
            tensor.Add(6, value);
    });

    public override string[] Nodes(string operation, string[] inputs, int outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => Unique(operation))];
        AddNode(operation, inputs, names, attributes);
        return names;
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="description">What the graph computes, for people.</param>
    public void Write(Stream stream, string description)
    {
        var graph = new ProtoMessage();
        Add(graph, 1, _nodes);
        graph.Add(2, "network");
        Add(graph, 5, _constants);
        graph.Add(10, description);
        Add(graph, 11, _inputs);
        Add(graph, 12, _outputs);

        string version = typeof(OnnxFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        ProtoMessage model = new ProtoMessage()
            .Add(1, FormatVersion)
            .Add(2, "MLFlux")
            .Add(3, version.Split('+')[0])
            .Add(7, graph)
            .Add(8, new ProtoMessage().Add(1, "").Add(2, OperatorSet));
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        model.WriteTo(output);
    }

    private string Constant(string name, OnnxType type, ReadOnlySpan<long> shape, Action<ProtoMessage> addValues)
    {
        string unique = Unique(name);
        ProtoMessage tensor = new ProtoMessage().Add(1, shape).Add(2, (long)type).Add(8, unique);
        addValues(tensor);
        _constants.Add(tensor);
        return unique;
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int i = 1; !_names.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        return unique;
    }

    private void AddNode(string operation, string[] inputs, string[] outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
            node.Add(1, input);
        foreach (string output in outputs)
            node.Add(2, output);
        node.Add(3, outputs[^1]).Add(4, operation);
        foreach (OnnxAttribute attribute in attributes)
            node.Add(5, Attribute(attribute));
        _nodes.Add(node);
    }

    private static ProtoMessage Attribute(OnnxAttribute attribute)
    {
        ProtoMessage message = new ProtoMessage().Add(1, attribute.Name);
        switch (attribute.Value)
        {
            case float number:
                return message.Add(2, number).Add(20, 1);
            case long integer:
                return message.Add(3, integer).Add(20, 2);
            case string text:
                return message.Add(4, text).Add(20, 3);
            case long[] integers:
                return message.Add(8, integers).Add(20, 7);
            case string[] texts:
                foreach (string text in texts)
                    message.Add(9, text);
                return message.Add(20, 8);
            default:
                throw new NotSupportedException($"ONNX has no attribute of type {attribute.Value.GetType().Name}.");
        }
    }

    private static ProtoMessage Declaration(string name, OnnxType type, Shape shape)
    {
        ProtoMessage dimensions = new ProtoMessage().Add(1, new ProtoMessage().Add(2, Rows));
        foreach (int size in shape)
            dimensions.Add(1, new ProtoMessage().Add(1, size));
        ProtoMessage tensor = new ProtoMessage().Add(1, (long)type).Add(2, dimensions);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }

    private static void Add(ProtoMessage message, int field, IEnumerable<ProtoMessage> parts)
    {
        foreach (ProtoMessage part in parts)
            message.Add(field, part);
    }
}
