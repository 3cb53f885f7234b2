using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using MLFlux.Onnx;

namespace MLFlux.Tests.Onnx;

/// <summary>
/// What ML.NET's converter does with a pipeline, in its place (its package is not among those that this project may use): it
/// hands one context to each view of a chain, from the data on, and each adds its operators.
/// </summary>
internal sealed class PipelineGraph : OnnxContext
{
    private readonly ProtoMessage _graph = new();
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>The file for a chain of views over the source, whose outputs are the named columns.</summary>
    public static byte[] Export(IDataView view, string input, params (string Column, OnnxType Type)[] outputs)
    {
        var context = new PipelineGraph();
        var chain = new Stack<IDataTransform>();
        IDataView source = view;
        for (; source is IDataTransform transform; source = transform.Source)
            chain.Push(transform);
        int width = ((VectorDataViewType)source.Schema[input].Type).Size;
        context._graph.Add(11, Declaration(context.AddIntermediateVariable(null!, input), OnnxType.Float, width));
        foreach (IDataTransform transform in chain)
        {
            var exported = (ITransformCanSaveOnnx)transform;
            Assert.IsTrue(exported.CanSaveOnnx(context), transform.GetType().Name);
            exported.SaveAsOnnx(context);
        }

        foreach ((string column, OnnxType type) in outputs)
            context._graph.Add(12, Declaration(context.GetVariableName(column), type, null));
        return context.ToFile();
    }

    /// <summary>The variable of a column in the file that <see cref="Export"/> gives.</summary>
    public override string GetVariableName(string colName) => _variables[colName];

    public override string GetNodeName(string prefix) => Unique(prefix);

    public override bool IsVariableDefined(string variableName) => _names.Contains(variableName);

    public override bool ContainsColumn(string colName) => _variables.ContainsKey(colName);

    public override void CheckOpSetVersion(int thisTransformerMinumumOpSetVersion, string registerTransformerName) =>
        Assert.IsLessThanOrEqualTo(12, thisTransformerMinumumOpSetVersion, registerTransformerName);

    public override void RemoveColumn(string colName, bool removeVariable = false) => _variables.Remove(colName);

    public override void RemoveVariable(string variableName, bool removeColumn) => throw new NotSupportedException();

    public override void RemoveInputVariable(string variableName) => throw new NotSupportedException();

    public override string AddIntermediateVariable(DataViewType type, string colName, bool skip = false)
    {
        string name = Unique(colName);
        if (!skip)
            _variables[colName] = name;
        return name;
    }

    public override OnnxNode CreateNode(string opType, IEnumerable<string> inputs, IEnumerable<string> outputs, string name, string? domain = null)
    {
        var node = new Node(opType, inputs, outputs, name, domain ?? "ai.onnx.ml");
        _nodes.Add(node);
        return node;
    }

    public override OnnxVersion GetOnnxVersion() => OnnxVersion.Stable;

    public override List<long> RetrieveShapeOrNull(string variableName) => null!;

    public override string AddInitializer(bool value, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    public override string AddInitializer(float value, string? name = null, bool makeUniqueName = true) => Floats(name!, [value], []);

    public override string AddInitializer(int value, Type type, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    public override string AddInitializer(string value, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    public override string AddInitializer(long value, string? name = null, bool makeUniqueName = true) => Integers(name!, [value], []);

    public override string AddInitializer(double value, string? name = null, bool makeUniqueName = true) => Doubles(name!, [value], []);

    public override string AddInitializer(ulong value, bool isUint64, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    public override string AddInitializer(IEnumerable<bool> values, IEnumerable<long> dims, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    public override string AddInitializer(IEnumerable<float> values, IEnumerable<long> dims, string? name = null, bool makeUniqueName = true) =>
        Floats(name!, [.. values], [.. dims]);

    public override string AddInitializer(IEnumerable<int> values, Type type, IEnumerable<long> dims, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    public override string AddInitializer(IEnumerable<string> values, IEnumerable<long> dims, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    public override string AddInitializer(IEnumerable<long> values, IEnumerable<long> dims, string? name = null, bool makeUniqueName = true) =>
        Integers(name!, [.. values], [.. dims]);

    public override string AddInitializer(IEnumerable<double> values, IEnumerable<long> dims, string? name = null, bool makeUniqueName = true) =>
        Doubles(name!, [.. values], [.. dims]);

    public override string AddInitializer(IEnumerable<ulong> values, bool isUint64, IEnumerable<long> dims, string? name = null, bool makeUniqueName = true) => throw new NotSupportedException();

    private string Floats(string name, float[] values, long[] shape) =>
        Constant(name, OnnxType.Float, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    private string Doubles(string name, double[] values, long[] shape) =>
        Constant(name, OnnxType.Double, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    private string Integers(string name, long[] values, long[] shape) =>
        Constant(name, OnnxType.Int64, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    private string Constant(string name, OnnxType type, byte[] bytes, long[] shape)
    {
        string unique = Unique(name);
        _graph.Add(5, new ProtoMessage().Add(1, shape).Add(2, (long)type).Add(8, unique).Add(9, bytes));
        return unique;
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int i = 0; !_names.Add(unique); i++)
            unique = name + i.ToString(CultureInfo.InvariantCulture);
        return unique;
    }

    private byte[] ToFile()
    {
        foreach (Node node in _nodes)
            _graph.Add(1, node.Message);
        _graph.Add(2, "pipeline");
        ProtoMessage model = new ProtoMessage().Add(1, 7).Add(7, _graph)
            .Add(8, new ProtoMessage().Add(1, "").Add(2, 12))
            .Add(8, new ProtoMessage().Add(1, "ai.onnx.ml").Add(2, 2));
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            model.WriteTo(output);
        return stream.ToArray();
    }

    private static ProtoMessage Declaration(string name, OnnxType type, int? width)
    {
        ProtoMessage tensor = new ProtoMessage().Add(1, (long)type);
        if (width is int size)
        {
            tensor.Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(2, "rows")).Add(1, new ProtoMessage().Add(1, size)));
        }

        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }

    private sealed class Node : OnnxNode
    {
        public Node(string operation, IEnumerable<string> inputs, IEnumerable<string> outputs, string name, string domain)
        {
            foreach (string input in inputs)
                Message.Add(1, input);
            foreach (string output in outputs)
                Message.Add(2, output);
            Message.Add(3, name).Add(4, operation).Add(7, domain);
        }

        public ProtoMessage Message { get; } = new();

        public override void AddAttribute(string argName, double value) => Add(argName, 1, a => a.Add(2, (float)value));

        public override void AddAttribute(string argName, long value) => Add(argName, 2, a => a.Add(3, value));

        public override void AddAttribute(string argName, ReadOnlyMemory<char> value) => AddAttribute(argName, value.ToString());

        public override void AddAttribute(string argName, string value) => Add(argName, 3, a => a.Add(4, value));

        public override void AddAttribute(string argName, bool value) => AddAttribute(argName, value ? 1L : 0L);

        public override void AddAttribute(string argName, IEnumerable<double> value) => throw new NotSupportedException();

        public override void AddAttribute(string argName, IEnumerable<float> value) => Add(argName, 6, a =>
        {
            foreach (float number in value)
                a.Add(7, number);
        });

        public override void AddAttribute(string argName, IEnumerable<long> value) => Add(argName, 7, a => a.Add(8, [.. value]));

        public override void AddAttribute(string argName, IEnumerable<ReadOnlyMemory<char>> value) =>
            AddAttribute(argName, value.Select(text => text.ToString()));

        public override void AddAttribute(string argName, string[] value) => AddAttribute(argName, value.AsEnumerable());

        public override void AddAttribute(string argName, IEnumerable<string> value) => Add(argName, 8, a =>
        {
            foreach (string text in value)
                a.Add(9, text);
        });

        public override void AddAttribute(string argName, IEnumerable<bool> value) => throw new NotSupportedException();

        public override void AddAttribute(string argName, Type t) =>
            AddAttribute(argName, t == typeof(long) ? 7L : t == typeof(float) ? 1L : throw new NotSupportedException(t.Name));

        private void Add(string name, int type, Action<ProtoMessage> addValue)
        {
            ProtoMessage attribute = new ProtoMessage().Add(1, name);
            addValue(attribute);
            Message.Add(5, attribute.Add(20, type));
        }
    }
}
