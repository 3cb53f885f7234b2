using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MLFlux.Onnx;

/// <summary>A graph that becomes an ONNX file.</summary>
internal sealed class OnnxFile : OnnxGraph
{
    /// <summary>The rows of every input and output: any number of them.</summary>
    private const string Rows = "rows";

    /// <summary>Read by ONNX Runtime from 1.10 on.</summary>
    private const int OperatorSetVersion = 15, FormatVersion = 8;

    private readonly HashSet<string> _names = [];
    private readonly List<NodeProto> _nodes = [];
    private readonly List<TensorProto> _constants = [];
    private readonly List<ValueInfoProto> _inputs = [];
    private readonly List<ValueInfoProto> _outputs = [];

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

    public override string Floats(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> shape) =>
        Constant(new TensorProto(name, OnnxType.Float, shape.ToArray()) { Content = MemoryMarshal.AsBytes(values.Span).ToArray() });

    public override string Integers(string name, params ReadOnlySpan<long> values) =>
        Constant(new TensorProto(name, OnnxType.Int64, [values.Length]) { Content = MemoryMarshal.AsBytes(values).ToArray() });

    public override string Texts(string name, IReadOnlyList<string> values) =>
        Constant(new TensorProto(name, OnnxType.Text, [values.Count]) { Texts = values });

    public override string[] Nodes(string operation, string[] inputs, int outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => Unique(operation))];
        AddNode(operation, inputs, names, attributes);
        return names;
    }

    /// <summary>What the file will hold.</summary>
    /// <param name="description">What the graph computes, for people.</param>
    public ModelProto ToModel(string description)
    {
        var graph = new GraphProto
        {
            Name = "network",
            Description = description,
            Nodes = _nodes,
            Constants = _constants,
            Inputs = _inputs,
            Outputs = _outputs,
        };
        string version = typeof(OnnxFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return new ModelProto(graph, [new OperatorSet("", OperatorSetVersion)])
        {
            FormatVersion = FormatVersion,
            Producer = "MLFlux",
            ProducerVersion = version.Split('+')[0],
        };
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="description">What the graph computes, for people.</param>
    public void Write(Stream stream, string description) => ModelWriter.Write(ToModel(description), stream);

    private string Constant(TensorProto tensor)
    {
        string unique = Unique(tensor.Name!);
        _constants.Add(tensor with { Name = unique });
        return unique;
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int i = 1; !_names.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        return unique;
    }

    private void AddNode(string operation, string[] inputs, string[] outputs, ReadOnlySpan<OnnxAttribute> attributes) =>
        _nodes.Add(new NodeProto(operation, inputs, outputs, attributes.ToArray()) { Name = outputs[^1] });

    private static ValueInfoProto Declaration(string name, OnnxType type, Shape shape) =>
        new(name, type, [new Dimension(null, Rows), .. shape.Select(size => new Dimension(size, null))]);
}
