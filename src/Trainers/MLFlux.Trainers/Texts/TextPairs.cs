using System.Collections.Immutable;
using MLFlux.Graphs;
using MLFlux.Onnx;

namespace MLFlux.Texts;

/// <summary>
/// Makes of a network over one text one over two that lie side by side: both go through the same weights, and their vectors, brought to one
/// length, are compared. Source: Reimers and Gurevych, "Sentence-BERT", 2019.
/// </summary>
internal sealed class TextPairs
{
    private const string Row = "both texts";

    private readonly GraphDescription _graph;
    private readonly HashSet<string> _taken;
    private readonly ImmutableArray<GraphNode>.Builder _nodes = ImmutableArray.CreateBuilder<GraphNode>();

    private TextPairs(GraphDescription graph)
    {
        _graph = graph;
        _taken =
        [
            graph.Input, .. graph.Nodes.SelectMany(node => node.Outputs), .. graph.Constants.Select(constant => constant.Name),
            .. graph.Weights.Select(weight => weight.Value),
        ];
    }

    /// <summary>The network over two texts.</summary>
    /// <param name="network">The network over one.</param>
    /// <param name="length">How many tokens each has.</param>
    /// <param name="isSimilarity">
    /// Whether it gives the cosine of both vectors alone; otherwise both vectors, their distance in each place, and the cosine.
    /// </param>
    public static GraphLayer Of(GraphLayer network, int length, bool isSimilarity)
    {
        Shape vector = network.OutputShape(new Shape(length));
        return vector.Rank == 1
            ? new GraphLayer(new TextPairs(network.Graph).Pair(length, vector.Size, isSimilarity), network.Stored)
            : throw new ArgumentException(
                $"{network.Title} gives {vector} of a text of {length} tokens, and one vector is needed to compare texts by. Read it with "
                + $"new {nameof(OnnxTokens)} {{ {nameof(OnnxTokens.Pooling)} = {nameof(TokenPooling)}.{nameof(TokenPooling.Mean)} }}.");
    }

    private GraphDescription Pair(int length, int width, bool isSimilarity)
    {
        string row = Unused(Row), scale = Unused("root of the width"), count = Unused("width");
        string first = Unit(Through(row, 0, length, " of text 1"), scale);
        string second = Unit(Through(row, length, 2 * length, " of text 2"), scale);
        string product = Add("Mul", [first, second], "products");
        string cosine = Add("Div", [Sum(product, "sum of products"), count], "cosine");
        string output = isSimilarity ? cosine : Add(
            "Concat", [first, second, Add("Abs", [Add("Sub", [first, second], "differences")], "distances"), cosine], "compared",
            ("axis", 1L));
        return _graph with
        {
            Input = row,
            Example = [2 * length],
            Output = output,
            Nodes = _nodes.ToImmutable(),
            Constants =
            [
                .. _graph.Constants, new GraphConstant(scale, GraphType.Float, [], [Math.Sqrt(width)]),
                new GraphConstant(count, GraphType.Float, [], [width]),
            ],
        };
    }

    /// <summary>One of both texts through the network; its values have names of their own, the weights are shared.</summary>
    private string Through(string row, int start, int end, string suffix)
    {
        Dictionary<string, string> names = _graph.Nodes.SelectMany(node => node.Outputs).Append(_graph.Input).Distinct()
            .Where(name => name.Length > 0).ToDictionary(name => name, name => Unused(name + suffix));
        string Name(string name) => names.GetValueOrDefault(name, name);
        _nodes.Add(GraphHead.Node(
            "Slice", [row], names[_graph.Input],
            ("axes", new long[] { 1 }), ("starts", new long[] { start }), ("ends", new long[] { end })));
        foreach (GraphNode node in _graph.Nodes)
            _nodes.Add(node with { Inputs = [.. node.Inputs.Select(Name)], Outputs = [.. node.Outputs.Select(Name)] });
        return names[_graph.Output];
    }

    /// <summary>The vector of length √width, whose values are of the size of 1.</summary>
    private string Unit(string vector, string scale)
    {
        string length = Add("ReduceL2", [vector], vector + " length", ("axes", new long[] { 1 }), ("keepdims", 1L));
        return Add("Mul", [Add("Div", [vector, length], vector + " of length 1"), scale], vector + " scaled");
    }

    private string Sum(string vector, string name) => Add("ReduceSum", [vector], name, ("axes", new long[] { 1 }), ("keepdims", 1L));

    private string Add(
        string operation, ImmutableArray<string> inputs, string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        string output = Unused(name);
        _nodes.Add(GraphHead.Node(operation, inputs, output, attributes));
        return output;
    }

    private string Unused(string name)
    {
        string unused = GraphHead.Unused(name, _taken.Contains);
        _taken.Add(unused);
        return unused;
    }
}
