using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Values that follow from shapes and settings alone.</summary>
internal static class ConstantOperators
{
    /// <summary>More numbers than this are made with the batch, not before.</summary>
    private const int MostNumbers = 1 << 16;

    /// <summary>The setting of <c>ConstantOfShape</c> for flags: the importer makes its tensor a number.</summary>
    public const string Flag = "flag";

    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Shape"] = Shape,
        ["Size"] = node => NodePlan.Of(GraphValue.Of(GraphType.Integer) with
        {
            Known = [node[0].Count ?? throw node.Fault($"counts {node[0]}, which depends on the rows in two dimensions")],
        }),
        ["ConstantOfShape"] = ConstantOfShape,
        ["Range"] = Range,
        ["Dropout"] = Dropout,
    };

    private static NodePlan Shape(NodeContext node)
    {
        ImmutableArray<GraphNumber> all = node[0].Dimensions;
        int Place(long place) => (int)Math.Clamp(place < 0 ? place + all.Length : place, 0, all.Length);
        int start = Place(node.Integer("start", 0)), end = Place(node.Integer("end", all.Length));
        return NodePlan.Of(GraphValue.OfIntegers(all[start..Math.Max(start, end)]));
    }

    private static NodePlan ConstantOfShape(NodeContext node)
    {
        bool isFlag = node.Has(Flag);
        (GraphType type, double number) = isFlag ? (GraphType.Flag, node.Integer(Flag))
            : node.Node.Attributes.GetValueOrDefault("value") is long whole ? (GraphType.Integer, whole)
            : (GraphType.Float, node.Number("value", 0));
        var output = new GraphValue(type, node.Known(0));
        if (output.Dimensions.Any(size => !(size.Value >= 1)))
            throw node.Fault($"makes {output}, which is nothing");
        if (output.Count is { IsPerRow: false, Value: <= MostNumbers and var count } && !output.Dimensions.Any(size => size.IsPerRow))
            return NodePlan.Of(output with { Known = [.. Enumerable.Repeat(new GraphNumber(number), (int)count)] });
        return NodePlan.Of(output, run => empty(output.At(run.Rows), dtype: run.TypeOf(type), device: run.Device).Fill(number));
    }

    private static NodePlan Range(NodeContext node)
    {
        double start = One(node, 0), limit = One(node, 1), step = One(node, 2);
        double count = step == 0 ? double.NaN : Math.Max(0, Math.Ceiling((limit - start) / step));
        if (!(count is >= 1 and <= MostNumbers))
            throw node.Fault($"counts from {start} to {limit} in steps of {step}");
        return NodePlan.Of(GraphValue.Of(node[0].Type, (long)count) with
        {
            Known = [.. Enumerable.Range(0, (int)count).Select(i => new GraphNumber(start + (i * step)))],
        });
    }

    private static double One(NodeContext node, int index) => node.Known(index) is [{ IsPerRow: false } only]
        ? only.Value : throw node.Fault($"takes '{node.Node.Inputs[index]}', which is not one known number");

    private static NodePlan Dropout(NodeContext node)
    {
        if (node.Node.Outputs.Skip(1).Any(name => name.Length > 0))
            throw node.Fault("gives its mask, which MLFlux does not compute");
        double dropped = node.Scalar(1, "ratio") ?? 0.5;
        if (!(dropped is >= 0 and < 1))
            throw node.Fault($"drops a share of {dropped}");
        return NodePlan.Of(node[0], run =>
        {
            if (!run.IsTraining || dropped == 0)
                return run[0].alias();
            using Tensor scale = Construction.RandomMask.Like(run[0], 1 - dropped, run.Random).Divide(1 - dropped);
            return run[0] * scale;
        });
    }
}
