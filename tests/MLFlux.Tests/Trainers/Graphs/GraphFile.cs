using System.Runtime.InteropServices;
using MLFlux.Onnx;

namespace MLFlux.Tests.Graphs;

/// <summary>A small ONNX file in the making: one input <c>x</c>, nodes, numbers, outputs.</summary>
internal sealed class GraphFile
{
    private readonly List<NodeProto> _nodes = [];
    private readonly List<TensorProto> _constants = [];

    /// <summary>The version of the operators.</summary>
    public int OperatorSet { get; init; } = 15;

    /// <summary>The input's dimensions behind the rows; null for an open one.</summary>
    public IReadOnlyList<long?> Input { get; init; } = [];

    /// <summary>The first dimension of the input; null for any number of rows.</summary>
    public long? Rows { get; init; }

    /// <summary>The type of the input.</summary>
    public OnnxType Type { get; init; } = OnnxType.Float;

    /// <summary>The inputs, where there are several.</summary>
    public IReadOnlyList<ValueInfoProto>? Inputs { get; init; }

    /// <summary>The names of the outputs.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = ["y"];

    public GraphFile Node(string operation, string[] inputs, string[] outputs, params OnnxAttribute[] attributes)
    {
        _nodes.Add(new NodeProto(operation, inputs, outputs, attributes) { Name = $"{operation} of {outputs[0]}" });
        return this;
    }

    public GraphFile Node(NodeProto node)
    {
        _nodes.Add(node);
        return this;
    }

    public GraphFile Floats(string name, float[] values, params long[] shape)
    {
        _constants.Add(new TensorProto(name, OnnxType.Float, shape) { Content = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() });
        return this;
    }

    /// <summary>Numbers drawn by the name.</summary>
    public GraphFile Weights(string name, params long[] shape)
    {
        var random = new Random(name.Length + shape.Length);
        return Floats(name, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b))
            .Select(_ => (random.NextSingle() - 0.4f) * 2)], shape);
    }

    public GraphFile Integers(string name, long[] values, params long[] shape)
    {
        _constants.Add(new TensorProto(name, OnnxType.Int64, shape) { Content = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() });
        return this;
    }

    public GraphFile Vector(string name, params long[] values) => Integers(name, values, values.Length);

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        ModelWriter.Write(ToModel(), stream);
        return stream.ToArray();
    }

    public GraphLayer Import(OnnxOptions? options = null)
    {
        using var stream = new MemoryStream(ToBytes());
        return Networks.FromOnnx(stream, options);
    }

    private ModelProto ToModel()
    {
        ValueInfoProto input = new(
            "x", Type, [new Dimension(Rows, Rows is null ? "rows" : null),
                .. Input.Select((size, i) => new Dimension(size, size is null ? $"d{i}" : null))]);
        var graph = new GraphProto
        {
            Name = "test",
            Nodes = _nodes,
            Constants = _constants,
            Inputs = Inputs ?? [input],
            Outputs = [.. Outputs.Select(name => new ValueInfoProto(name, OnnxType.Float, null))],
        };
        return new ModelProto(graph, [new OperatorSet("", OperatorSet)]) { FormatVersion = OperatorSet > 15 ? 9 : 8 };
    }
}
