using System.Collections.Immutable;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Comparisons, what is made of them, and types.</summary>
internal static class ComparisonOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Equal"] = node => Compare(node, (x, y) => x.eq(y), (x, y) => x == y),
        ["Greater"] = node => Compare(node, (x, y) => x.gt(y), (x, y) => x > y),
        ["GreaterOrEqual"] = node => Compare(node, (x, y) => x.ge(y), (x, y) => x >= y),
        ["Less"] = node => Compare(node, (x, y) => x.lt(y), (x, y) => x < y),
        ["LessOrEqual"] = node => Compare(node, (x, y) => x.le(y), (x, y) => x <= y),
        ["And"] = node => Compare(node, (x, y) => x.logical_and(y), (x, y) => x * y != 0),
        ["Or"] = node => Compare(node, (x, y) => x.logical_or(y), (x, y) => x + y != 0),
        ["Xor"] = node => Compare(node, (x, y) => x.logical_xor(y), (x, y) => x != y),
        ["IsNaN"] = node => NodePlan.Of(node[0] with { Type = GraphType.Flag, Known = null }, run => run[0].isnan()),
        ["Where"] = Where,
        ["Cast"] = Cast,
    };

    private static NodePlan Compare(NodeContext node, Func<Tensor, Tensor, Tensor> function, Func<double, double, bool> ofKnown)
    {
        if (node[0].Type != node[1].Type)
            throw node.Fault($"compares values of types {node[0].Type} and {node[1].Type}");
        var output = new GraphValue(GraphType.Flag, node.Stretch(node[0].Dimensions, node[1].Dimensions));
        return Stretched.Zip(node[0], node[1], output, (x, y) => Known(x, y, ofKnown)) is { } known
            ? NodePlan.Of(output with { Known = known })
            : NodePlan.Of(output, run => function(run[0], run[1]));
    }

    /// <summary>How a number of rows compares with another number is not known; that no number of rows is below 1 is.</summary>
    private static GraphNumber? Known(GraphNumber x, GraphNumber y, Func<double, double, bool> compare)
    {
        if (x.IsPerRow == y.IsPerRow)
            return new(compare(x.Value, y.Value) ? 1 : 0);
        return (x.IsPerRow ? y : x).Value <= 0 && (x.IsPerRow ? x : y).Value > 0 ? new(compare(x.Value, y.Value) ? 1 : 0) : null;
    }

    private static NodePlan Where(NodeContext node)
    {
        if (node[0].Type != GraphType.Flag || node[1].Type != node[2].Type)
            throw node.Fault($"chooses by {node[0].Type} between {node[1].Type} and {node[2].Type}");
        ImmutableArray<GraphNumber> dimensions = node.Stretch(node[0].Dimensions, node.Stretch(node[1].Dimensions, node[2].Dimensions));
        var output = new GraphValue(node[1].Type, dimensions);
        if (node[0].Known is { } flags && node[1].Known is { } yes && node[2].Known is { } no
            && Stretched.To(flags, node[0], output) is { } choices && Stretched.To(yes, node[1], output) is { } first
            && Stretched.To(no, node[2], output) is { } second)
            return NodePlan.Of(output with { Known = [.. choices.Select((flag, i) => flag.Value != 0 ? first[i] : second[i])] });
        return NodePlan.Of(output, run => where(run[0], run[1], run[2]));
    }

    private static NodePlan Cast(NodeContext node)
    {
        GraphType type = node.Integer("to") switch
        {
            1 or 10 or 11 or 16 => GraphType.Float,
            2 or 3 or 4 or 5 or 6 or 7 or 12 or 13 => GraphType.Integer,
            9 => GraphType.Flag,
            long other => throw node.Fault($"makes values of type number {other}, which MLFlux does not compute"),
        };
        GraphValue output = node[0] with { Type = type };
        if (output.Known is { } known)
            return NodePlan.Of(output with { Known = [.. known.Select(number => Cast(number, type))] });
        return NodePlan.Of(output, run => run[0].to_type(run.TypeOf(type), copy: true));
    }

    private static GraphNumber Cast(GraphNumber number, GraphType type) => type switch
    {
        GraphType.Float => number,
        GraphType.Integer => number with { Value = Math.Truncate(number.Value) },
        GraphType.Flag => new(number.Value != 0 ? 1 : 0),
    };
}
