using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Sums, means and so on over dimensions.</summary>
internal static class ReductionOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["ReduceMean"] = node => Reduce(node, (x, axes, keep) => x.mean(axes, keep)),
        ["ReduceSum"] = node => Reduce(node, (x, axes, keep) => x.sum(axes, keep)),
        ["ReduceMax"] = node => Reduce(node, (x, axes, keep) => x.amax(axes, keep)),
        ["ReduceMin"] = node => Reduce(node, (x, axes, keep) => x.amin(axes, keep)),
        ["ReduceL1"] = node => Reduce(node, (x, axes, keep) => Of(x.abs(), y => y.sum(axes, keep))),
        ["ReduceL2"] = node => Reduce(node, (x, axes, keep) => Of(Of(x.Squared(), y => y.sum(axes, keep)), y => y.sqrt())),
        ["ReduceSumSquare"] = node => Reduce(node, (x, axes, keep) => Of(x.Squared(), y => y.sum(axes, keep))),
        ["ReduceLogSumExp"] = node => Reduce(node, (x, axes, keep) => Of(
            Of(x.exp(), y => y.sum(axes, keep)), y => y.log())),
        ["ReduceProd"] = ReduceProd,
        ["CumSum"] = CumSum,
        ["ArgMax"] = node => Arg(node, (x, axis, keep) => x.argmax(axis, keep)),
        ["ArgMin"] = node => Arg(node, (x, axis, keep) => x.argmin(axis, keep)),
    };

    private static Tensor Of(Tensor between, Func<Tensor, Tensor> function)
    {
        using (between)
            return function(between);
    }

    private static NodePlan Reduce(NodeContext node, Func<Tensor, long[], bool, Tensor> function)
    {
        if (Axes(node) is not { } axes)
            return NodePlan.Passes(node[0]);
        bool keep = node.Integer("keepdims", 1) != 0;
        return NodePlan.Of(new GraphValue(node[0].Type, Left(node[0], axes, keep)), run => function(run[0], axes, keep));
    }

    /// <summary>The product of known numbers, as of a shape.</summary>
    private static NodePlan ReduceProd(NodeContext node)
    {
        if (node[0].Known is not { } known || node[0].Rank != 1)
            throw node.Fault("multiplies numbers that are not known before, which MLFlux does not compute");
        GraphNumber? product = known.Aggregate((GraphNumber?)new GraphNumber(1),
            (soFar, number) => soFar is { } some ? GraphNumber.Multiply(some, number) : null);
        ImmutableArray<GraphNumber> dimensions = node.Integer("keepdims", 1) != 0 ? [new(1)] : [];
        return NodePlan.Of(new GraphValue(node[0].Type, dimensions)
        {
            Known = [product ?? throw node.Fault("depends on the number of rows in a way that is not known before")],
        });
    }

    private static NodePlan CumSum(NodeContext node)
    {
        int axis = node.Axis(node.Whole(1), node[0].Rank);
        bool excludes = node.Integer("exclusive", 0) != 0, reverses = node.Integer("reverse", 0) != 0;
        return NodePlan.Of(node[0] with { Known = null }, run =>
        {
            using var scope = NewDisposeScope();
            Tensor x = reverses ? run[0].flip(axis) : run[0];
            Tensor sums = x.cumsum(axis, run[0].dtype);
            if (excludes)
                sums -= x;
            return (reverses ? sums.flip(axis) : sums).MoveToOuterDisposeScope();
        });
    }

    private static NodePlan Arg(NodeContext node, Func<Tensor, long, bool, Tensor> function)
    {
        int axis = node.Axis(node.Integer("axis", 0), node[0].Rank);
        bool keep = node.Integer("keepdims", 1) != 0;
        if (node.Integer("select_last_index", 0) != 0)
            throw node.Fault("chooses the last of equal values, which MLFlux does not compute");
        return NodePlan.Of(new GraphValue(GraphType.Integer, Left(node[0], [axis], keep)), run => function(run[0], axis, keep));
    }

    /// <summary>The axes to reduce; null where nothing is to be done.</summary>
    private static long[]? Axes(NodeContext node)
    {
        long[]? axes = node.List(1, "axes");
        if (axes is null or [])
        {
            if (node.Integer("noop_with_empty_axes", 0) != 0)
                return null;
            axes = [.. Enumerable.Range(0, node[0].Rank).Select(axis => (long)axis)];
        }

        long[] counted = [.. axes.Select(axis => (long)node.Axis(axis, node[0].Rank)).Distinct().Order()];
        if (counted.Contains(0) && node[0].Rank > 0 && node[0].Dimensions[0].IsPerRow)
            throw node.Fault("adds up rows, which each have to give a result of their own");
        return counted;
    }

    private static ImmutableArray<GraphNumber> Left(GraphValue input, long[] axes, bool keep)
    {
        var left = ImmutableArray.CreateBuilder<GraphNumber>();
        for (int axis = 0; axis < input.Rank; axis++)
        {
            if (!axes.Contains(axis))
                left.Add(input.Dimensions[axis]);
            else if (keep)
                left.Add(new(1));
        }

        return left.ToImmutable();
    }
}
