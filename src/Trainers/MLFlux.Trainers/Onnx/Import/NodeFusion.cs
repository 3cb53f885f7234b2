using System.Collections.Immutable;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>
/// Functions that exporters write as many operators are made one again, which libtorch computes in one pass over the values, and whose
/// gradients need less memory: normalisations of layers, and Gelu by the error function.
/// </summary>
internal sealed class NodeFusion
{
    private readonly Dictionary<string, GraphNode> _makers = [];
    private readonly ILookup<string, GraphNode> _takers;
    private readonly Dictionary<string, double> _numbers = [];
    private readonly Dictionary<string, int> _ranks = [];
    private readonly string _output;

    private NodeFusion(GraphDescription graph)
    {
        foreach ((GraphNode node, string output) in graph.Nodes.SelectMany(node => node.Outputs.Select(output => (node, output))))
            _makers[output] = node;
        _takers = graph.Nodes.SelectMany(node => node.Inputs.Distinct().Select(name => (name, node)))
            .ToLookup(pair => pair.name, pair => pair.node);
        foreach (GraphConstant constant in graph.Constants.Where(constant => constant.Numbers.Length == 1))
            _numbers[constant.Name] = constant.Numbers[0];
        foreach (GraphWeight weight in graph.Weights)
            _ranks[weight.Value] = weight.Shape.Length;
        _output = graph.Output;
    }

    /// <summary>The graph with such functions as one operator each.</summary>
    public static GraphDescription Fuse(GraphDescription graph)
    {
        var fusion = new NodeFusion(graph);
        var made = new Dictionary<GraphNode, GraphNode>(ReferenceEqualityComparer.Instance);
        var left = new HashSet<GraphNode>(ReferenceEqualityComparer.Instance);
        foreach (GraphNode node in graph.Nodes)
        {
            if ((fusion.LayerNorm(node) ?? fusion.Gelu(node)) is not (GraphNode one, GraphNode[] within)
                || !fusion.AreAlone(within, node))
                continue;
            made[node] = one;
            left.UnionWith(within);
        }

        return made.Count == 0 ? graph : graph with
        {
            Nodes = [.. graph.Nodes.Where(node => !left.Contains(node)).Select(node => made.GetValueOrDefault(node, node))],
        };
    }

    /// <summary>(x − mean) / √(variance + ε) · weight + bias, over the last dimension.</summary>
    private (GraphNode, GraphNode[])? LayerNorm(GraphNode node)
    {
        if (WithWeight(node, "Add") is not (string scaledName, string bias) || Maker(scaledName, "Mul") is not { } scaled
            || WithWeight(scaled, "Mul") is not (string normalName, string weight) || Maker(normalName, "Div") is not { } normal
            || Maker(normal.Inputs[0], "Sub") is not { } centered || Maker(centered.Inputs[1], "ReduceMean") is not { } mean
            || mean.Inputs[0] != centered.Inputs[0] || Maker(normal.Inputs[1], "Sqrt") is not { } root
            || Maker(root.Inputs[0], "Add") is not { } padded || WithNumber(padded) is not (string varianceName, double epsilon)
            || Maker(varianceName, "ReduceMean") is not { } variance || Maker(variance.Inputs[0], "Pow") is not { } square
            || square.Inputs[0] != centered.Outputs[0] || _numbers.GetValueOrDefault(square.Inputs[1]) != 2
            || !IsOverTheLast(mean) || !IsOverTheLast(variance))
            return null;
        GraphNode one = GraphHead.Node(
            "LayerNormalization", [mean.Inputs[0], weight, bias], node.Outputs[0], ("axis", -1L), ("epsilon", (float)epsilon));
        return (one with { Name = node.Name }, [scaled, normal, centered, mean, root, padded, variance, square]);
    }

    /// <summary>x · (1 + erf(x / √2)) · ½.</summary>
    private (GraphNode, GraphNode[])? Gelu(GraphNode node)
    {
        if (node.Operation != "Mul" || WithNumber(node) is not (string productName, 0.5) || Maker(productName, "Mul") is not { } product
            || product.Inputs.Select(input => Maker(input, "Add")).FirstOrDefault(maker => maker is not null) is not { } shifted
            || WithNumber(shifted) is not (string errorName, 1) || Maker(errorName, "Erf") is not { } error
            || Maker(error.Inputs[0], "Div") is not { } scaled || WithNumber(scaled) is not (string x, double root)
            || Math.Abs(root - Math.Sqrt(2)) > 1e-6 || scaled.Inputs[0] != x || !product.Inputs.Contains(x))
            return null;
        return (GraphHead.Node("Gelu", [x], node.Outputs[0]) with { Name = node.Name }, [product, shifted, error, scaled]);
    }

    /// <summary>Whether nothing but these nodes takes what is within.</summary>
    private bool AreAlone(GraphNode[] within, GraphNode last)
    {
        HashSet<GraphNode> all = new(within, ReferenceEqualityComparer.Instance) { last };
        return within.All(node => node.Outputs.All(name => name != _output && _takers[name].All(all.Contains)));
    }

    private GraphNode? Maker(string name, string operation) =>
        _makers.GetValueOrDefault(name) is { } node && node.Operation == operation ? node : null;

    /// <summary>The other input of a node that takes a vector of weights.</summary>
    private (string Other, string Weight)? WithWeight(GraphNode node, string operation) =>
        node.Operation != operation || node.Inputs.Length != 2 ? null
            : _ranks.GetValueOrDefault(node.Inputs[1]) == 1 ? (node.Inputs[0], node.Inputs[1])
            : _ranks.GetValueOrDefault(node.Inputs[0]) == 1 ? (node.Inputs[1], node.Inputs[0])
            : null;

    /// <summary>The other input of a node that takes a number.</summary>
    private (string Other, double Number)? WithNumber(GraphNode node) =>
        node.Inputs.Length != 2 ? null
            : _numbers.TryGetValue(node.Inputs[1], out double second) ? (node.Inputs[0], second)
            : _numbers.TryGetValue(node.Inputs[0], out double first) ? (node.Inputs[1], first)
            : null;

    private static bool IsOverTheLast(GraphNode mean) => mean.Inputs.Length == 1
        && mean.Attributes.GetValueOrDefault("axes") is long[] and [-1] && mean.Attributes.GetValueOrDefault("keepdims") is null or 1L;
}
