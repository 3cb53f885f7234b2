using System.Collections.Immutable;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Makes a network of an ONNX file.</summary>
internal sealed class GraphImporter
{
    /// <summary>How many bytes a file may have, together with the files beside it: 2 GB.</summary>
    public const long MostBytes = 2L << 30;

    private readonly ModelProto _model;
    private readonly string _file;
    private readonly OnnxOptions _options;
    private readonly GraphOrder _order;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _stored = [];

    private GraphImporter(ModelProto model, string file, OnnxOptions options)
    {
        _model = model;
        _file = file;
        _options = options;
        _order = new GraphOrder(model.Graph, file);
    }

    /// <summary>Makes the network.</summary>
    /// <param name="model">The file's content.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="options">What of the file to take.</param>
    public static GraphLayer Import(ModelProto model, string file, OnnxOptions options) => new GraphImporter(model, file, options).Import();

    private GraphLayer Import()
    {
        HashSet<string> inputs = [], constants = [];
        string output = ChooseOutput();
        IReadOnlyList<NodeProto> nodes = _order.Of(output, inputs, constants);
        CheckOperators(nodes);
        ValueInfoProto[] needed = [.. _model.Graph.Inputs.Where(input => inputs.Contains(input.Name))];
        if (needed.Length == 0)
            throw new ArgumentException(
                $"'{_file}': '{output}' does not depend on any input. Choose another value for {nameof(OnnxOptions.Until)}.");

        TokenHead? tokens = _options.Tokens is { } said ? new TokenHead(said, IsTaken) : null;
        GraphHead head = tokens?.Before(needed, _file) ?? GraphHead.Of(needed, _options, _file, IsTaken);
        var tail = tokens?.After(output) ?? ([], [], output);
        ImmutableArray<GraphNode> computed = [.. nodes.Where(node => node.Operation != "Constant").Select(NodeConverter.Convert)];
        (ImmutableArray<GraphConstant> settings, ImmutableArray<GraphWeight> weights) = Numbers(nodes, constants);
        long set = _model.OperatorSets.Where(set => set.IsOwn).Max(set => set.Version);
        var graph = new GraphDescription(
            _options.Title ?? Path.GetFileName(_file), _options.Source, (int)set, head.Input, head.TakesIndices, head.Example, tail.Output,
            [.. head.Nodes, .. computed, .. tail.Nodes], [.. head.Constants, .. settings, .. tail.Constants], weights);
        var layer = new GraphLayer(NodeFusion.Fuse(graph), _stored);
        return layer.Example is { } example ? new GraphLayer(WholePools.Widen(layer, example), _stored) : layer;
    }

    private bool IsTaken(string name) =>
        _order.Find(name) is not null || _model.Graph.Constants.Any(constant => constant.Name == name)
        || _model.Graph.Inputs.Any(input => input.Name == name);

    private string ChooseOutput()
    {
        string[] outputs = [.. _model.Graph.Outputs.Select(output => output.Name)];
        if (_options.Until is not string until)
        {
            return outputs is [string only] ? only : throw new ArgumentException(
                $"'{_file}' has {outputs.Length} outputs: {FaultNames(outputs)}. Choose one, or a value within, by "
                + $"new OnnxOptions {{ {nameof(OnnxOptions.Until)} = ... }}.");
        }

        return outputs.Contains(until) ? until : _order.Find(until) ?? throw new ArgumentException(
            $"'{_file}' has no value and no node '{until}', which {nameof(OnnxOptions.Until)} names. Its outputs are "
            + $"{FaultNames(outputs)}.");
    }

    private void CheckOperators(IReadOnlyList<NodeProto> nodes)
    {
        string[] unknown =
        [
            .. nodes.Where(node => !IsKnown(node)).GroupBy(Operator).OrderByDescending(same => same.Count())
                .ThenBy(same => same.Key, StringComparer.Ordinal).Select(same => $"{same.Key} (×{same.Count()})"),
        ];
        if (unknown.Length > 0)
        {
            throw new NotSupportedException(
                $"'{_file}' has operators that MLFlux does not compute: {string.Join(", ", unknown)}. End the network before them by "
                + $"{nameof(OnnxOptions.Until)}, or export the model without them.");
        }
    }

    private static bool IsKnown(NodeProto node) =>
        new OperatorSet(node.Domain, 0).IsOwn && (OperatorTable.Has(node.Operation) || node.Operation == "Constant");

    private static string Operator(NodeProto node) =>
        new OperatorSet(node.Domain, 0).IsOwn ? node.Operation : $"{node.Domain}.{node.Operation}";

    private (ImmutableArray<GraphConstant> Constants, ImmutableArray<GraphWeight> Weights) Numbers(
        IReadOnlyList<NodeProto> nodes, HashSet<string> names)
    {
        var roles = new WeightRoles(nodes);
        var constants = ImmutableArray.CreateBuilder<GraphConstant>();
        List<GraphWeight> weights = [];
        HashSet<string> taken = [];
        IEnumerable<(TensorProto Tensor, bool IsInitializer)> tensors =
        [
            .. _model.Graph.Constants.Where(constant => names.Contains(constant.Name!)).Select(constant => (constant, true)),
            .. nodes.Where(node => node.Operation == "Constant").Select(node => (NodeConverter.Constant(node, _file), false)),
        ];
        foreach ((TensorProto tensor, bool isInitializer) in tensors)
        {
            GraphType type = OnnxNumbers.TypeOf(tensor.Type) ?? throw new NotSupportedException(
                $"'{_file}': '{tensor.Name}' holds texts, which a network does not compute with.");
            int[] dimensions = [.. tensor.Dimensions.Select(size => size <= int.MaxValue ? (int)size : throw new InvalidDataException(
                $"'{_file}': '{tensor.Name}' has a dimension of {size:N0}."))];
            bool? isLearned = type == GraphType.Float ? roles.IsLearned(tensor.Name!, tensor.Dimensions, isInitializer) : null;
            if (isLearned is not bool learned)
            {
                constants.Add(new GraphConstant(tensor.Name!, type, [.. dimensions], [.. OnnxNumbers.Numbers(tensor)]));
                continue;
            }

            string name = WeightNames.Of(tensor.Name!, taken);
            _stored.Add(name, WeightNames.Checked(OnnxNumbers.Floats(tensor), tensor.Name!, _file));
            weights.Add(new GraphWeight(tensor.Name!, name, [.. dimensions], learned));
        }

        long numbers = constants.Sum(constant => (long)constant.Numbers.Length);
        if (numbers > GraphChecks.MostConstants)
        {
            GraphConstant largest = constants.MaxBy(constant => constant.Numbers.Length)!;
            throw new InvalidDataException(
                $"'{_file}' has {numbers:N0} numbers that are no weights, '{largest.Name}' with {largest.Numbers.Length:N0} the most; "
                + $"{GraphChecks.MostConstants:N0} are read.");
        }

        return (constants.ToImmutable(), [.. weights.OrderByDescending(weight => weight.IsLearned)]);
    }

    private static string FaultNames(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
