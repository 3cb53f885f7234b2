using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>The same numbers in another shape or order.</summary>
internal static class ShapeOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Reshape"] = Reshape,
        ["Flatten"] = Flatten,
        ["Squeeze"] = Squeeze,
        ["Unsqueeze"] = Unsqueeze,
        ["Transpose"] = Transpose,
        ["Expand"] = Expand,
        ["Tile"] = Tile,
    };

    private static NodePlan Reshape(NodeContext node)
    {
        GraphValue input = node[0];
        GraphNumber[] target = [.. node.Known(1)];
        bool copiesZeros = node.Integer("allowzero", 0) == 0;
        int open = -1;
        for (int axis = 0; axis < target.Length; axis++)
        {
            if (target[axis].Is(0) && copiesZeros)
                target[axis] = axis < input.Rank ? input.Dimensions[axis] : throw node.Fault($"copies dimension {axis} of {input}");
            else if (target[axis].Is(-1))
                open = open < 0 ? axis : throw node.Fault("leaves two dimensions open");
            else if (target[axis].Value < 0)
                throw node.Fault($"gives a dimension of {target[axis]}");
        }

        GraphNumber count = input.Count ?? throw node.Fault($"takes {input}, whose size depends on the rows in two dimensions");
        GraphNumber others = Product(target.Where((_, axis) => axis != open), node);

        // Who exports a model with one row often writes that row's shape down: the rows are then those of the first dimension.
        if (count.IsPerRow && !others.IsPerRow && open != 0 && target.Length > 0 && (open < 0 || input.Dimensions[0].IsPerRow))
        {
            target[0] = target[0] with { IsPerRow = true };
            others = others with { IsPerRow = true };
        }

        if (open >= 0)
        {
            GraphNumber? left = GraphNumber.Divide(count, others, whole: false);
            target[open] = left is { } size && size.Value == Math.Truncate(size.Value)
                ? size : throw node.Fault($"cannot give {input} the shape {string.Join('×', target)}");
        }
        else if (count != others)
        {
            throw node.Fault($"cannot give {input} the shape {string.Join('×', target)}");
        }

        return To(input, [.. target]);
    }

    private static NodePlan Flatten(NodeContext node)
    {
        long axis = node.Integer("axis", 1), rank = node[0].Rank;
        int first = axis == rank ? (int)rank : node.Axis(axis, (int)rank);
        ImmutableArray<GraphNumber> dimensions = node[0].Dimensions;
        return To(node[0], [Product(dimensions.Take(first), node), Product(dimensions.Skip(first), node)]);
    }

    private static NodePlan Squeeze(NodeContext node)
    {
        GraphValue input = node[0];
        int[] axes = node.List(1, "axes") is { } stated
            ? [.. stated.Select(axis => node.Axis(axis, input.Rank))]
            : [.. Enumerable.Range(0, input.Rank).Where(axis => input.Dimensions[axis].Is(1))];
        if (axes.FirstOrDefault(axis => !input.Dimensions[axis].Is(1), -1) is >= 0 and int wide)
            throw node.Fault($"drops dimension {wide} of {input}, which is not 1");
        return To(input, [.. input.Dimensions.Where((_, axis) => !axes.Contains(axis))]);
    }

    private static NodePlan Unsqueeze(NodeContext node)
    {
        GraphValue input = node[0];
        long[] axes = node.List(1, "axes") ?? throw node.Fault("does not say which dimensions it adds");
        int rank = input.Rank + axes.Length;
        int[] counted = [.. axes.Select(axis => node.Axis(axis, rank)).Order()];
        if (counted.Distinct().Count() < counted.Length)
            throw node.Fault("adds a dimension twice");
        List<GraphNumber> dimensions = [.. input.Dimensions];
        foreach (int axis in counted)
            dimensions.Insert(axis, new(1));
        return To(input, [.. dimensions]);
    }

    private static NodePlan Transpose(NodeContext node)
    {
        GraphValue input = node[0];
        long[] order = node.Integers("perm") ?? [.. Enumerable.Range(0, input.Rank).Reverse().Select(axis => (long)axis)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, input.Rank).Select(axis => (long)axis)))
            throw node.Fault($"puts the dimensions of {input} in the order {string.Join(", ", order)}");
        GraphValue output = input with { Dimensions = [.. order.Select(axis => input.Dimensions[(int)axis])] };
        if (input.Known is not null && input.Rank > 1)
            output = output with { Known = null };
        return output.Known is null ? NodePlan.Of(output, run => run[0].permute(order)) : NodePlan.Of(output);
    }

    private static NodePlan Expand(NodeContext node)
    {
        GraphValue input = node[0], output = input with { Dimensions = node.Stretch(input.Dimensions, node.Known(1)), Known = null };
        return input.Known is { } known && Stretched.To(known, input, output) is { } all
            ? NodePlan.Of(output with { Known = [.. all] })
            : NodePlan.Of(output, run => run[0].expand(output.At(run.Rows)));
    }

    private static NodePlan Tile(NodeContext node)
    {
        GraphValue input = node[0];
        ImmutableArray<GraphNumber> repeats = node.Known(1);
        if (repeats.Length != input.Rank || repeats.Any(repeat => repeat.Value < 1))
            throw node.Fault($"repeats {input} {string.Join('×', repeats)} times");
        GraphNumber[] dimensions = [.. input.Dimensions.Zip(repeats, (size, repeat) => GraphNumber.Multiply(size, repeat)
            ?? throw node.Fault("repeats rows by their number"))];
        if (input.Dimensions.Zip(repeats).Any(pair => pair.First.IsPerRow && !pair.Second.Is(1)))
            throw node.Fault("repeats rows");
        return NodePlan.Of(
            input with { Dimensions = [.. dimensions], Known = null },
            run => run[0].repeat([.. repeats.Select(repeat => repeat.At(run.Rows))]));
    }

    /// <summary>The input in other dimensions of as many numbers.</summary>
    private static NodePlan To(GraphValue input, ImmutableArray<GraphNumber> dimensions)
    {
        GraphValue output = input with { Dimensions = dimensions };
        return output.Known is null ? NodePlan.Of(output, run => run[0].reshape(output.At(run.Rows))) : NodePlan.Of(output);
    }

    private static GraphNumber Product(IEnumerable<GraphNumber> numbers, NodeContext node) => numbers.Aggregate(
        new GraphNumber(1), (product, number) => GraphNumber.Multiply(product, number)
        ?? throw node.Fault("multiplies the number of rows by itself"));
}
