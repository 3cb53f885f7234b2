using System.Collections.Immutable;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Parts of values, and values put together.</summary>
internal static class SelectionOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Concat"] = Concat,
        ["Split"] = Split,
        ["Slice"] = Slicing.Plan,
        ["Gather"] = Gathering.Plan,
        ["GatherElements"] = GatherElements,
        ["TopK"] = TopK,
        ["Trilu"] = Trilu,
    };

    private static NodePlan Concat(NodeContext node)
    {
        int rank = node[0].Rank, axis = node.Axis(node.Integer("axis"), rank);
        GraphValue[] parts = [.. Enumerable.Range(0, node.Count).Select(i => node[i])];
        GraphNumber length = new(0);
        foreach (GraphValue part in parts)
        {
            if (part.Type != parts[0].Type || part.Rank != rank
                || Enumerable.Range(0, rank).Any(i => i != axis && part.Dimensions[i] != parts[0].Dimensions[i]))
                throw node.Fault($"puts {parts[0]} ({parts[0].Type}) and {part} ({part.Type}) together along dimension {axis}");
            length = GraphNumber.Add(length, part.Dimensions[axis]) is { IsPerRow: false } sum
                ? sum : throw node.Fault("puts rows of several values together");
        }

        var output = new GraphValue(parts[0].Type, parts[0].Dimensions.SetItem(axis, length));
        return rank == 1 && parts.All(part => part.Known is not null)
            ? NodePlan.Of(output with { Known = [.. parts.SelectMany(part => part.Known!.Value)] })
            : NodePlan.Of(output, run => cat([.. Enumerable.Range(0, run.Count).Select(i => run[i])], axis));
    }

    private static NodePlan Split(NodeContext node)
    {
        int axis = node.Axis(node.Integer("axis", 0), node[0].Rank), parts = node.Node.Outputs.Length;
        long length = node.Size(node[0], axis), even = (length + parts - 1) / parts;
        long[] sizes = node.List(1, "split") ?? [.. Enumerable.Range(0, parts).Select(i => Math.Min(even, length - (i * even)))];
        if (sizes.Length != parts || sizes.Any(size => size < 0 || size > length) || sizes.Sum() != length)
            throw node.Fault($"cuts {length} values into {parts} parts of {string.Join(", ", sizes)}");
        ImmutableArray<GraphValue> outputs =
            [.. sizes.Select(size => node[0] with { Dimensions = node[0].Dimensions.SetItem(axis, new(size)), Known = null })];
        return new NodePlan(outputs, run => run[0].split(sizes, axis));
    }

    private static NodePlan GatherElements(NodeContext node)
    {
        int axis = node.Axis(node.Integer("axis", 0), node[0].Rank);
        long length = node.Size(node[0], axis);
        if (node[1].Rank != node[0].Rank || node[1].Type != GraphType.Integer)
            throw node.Fault($"looks {node[1]} up in {node[0]}");
        for (int i = 0; i < node[0].Rank; i++)
        {
            GraphNumber here = node[0].Dimensions[i], wanted = node[1].Dimensions[i];
            if (i != axis && (here.IsPerRow != wanted.IsPerRow || wanted.Value > here.Value))
                throw node.Fault($"looks {node[1]} up in {node[0]}, which is smaller along dimension {i}");
        }

        return NodePlan.Of(new GraphValue(node[0].Type, node[1].Dimensions), run =>
        {
            using Tensor places = Gathering.Places(run[1], length, node);
            return run[0].gather(axis, places);
        });
    }

    /// <summary>Of equal values, the first ones.</summary>
    private static NodePlan TopK(NodeContext node)
    {
        int axis = node.Axis(node.Integer("axis", -1), node[0].Rank);
        long count = node.Optional(1) is null ? node.Integer("k") : node.Whole(1);
        bool isDescending = node.Integer("largest", 1) != 0;
        if (count < 1 || count > node.Size(node[0], axis))
            throw node.Fault($"takes {count} of {node.Size(node[0], axis)} values");
        GraphValue values = node[0] with { Dimensions = node[0].Dimensions.SetItem(axis, new(count)), Known = null };
        int wanted = node.Node.Outputs.Length;
        return new NodePlan([.. ((GraphValue[])[values, values with { Type = GraphType.Integer }]).Take(wanted)], run =>
        {
            using var scope = NewDisposeScope();
            (Tensor sorted, Tensor places) = run[0].sort(axis, isDescending, stable: true);
            return [.. ((Tensor[])[sorted, places]).Take(wanted)
                .Select(all => all.narrow(axis, 0, count).contiguous().MoveToOuterDisposeScope())];
        });
    }

    private static NodePlan Trilu(NodeContext node)
    {
        node.RequireRank(0, 2);
        long diagonal = node.Optional(1) is null ? 0 : Math.Clamp(node.Whole(1), -int.MaxValue, int.MaxValue);
        bool isUpper = node.Integer("upper", 1) != 0;
        return NodePlan.Of(
            node[0] with { Known = null }, run => isUpper ? run[0].triu(diagonal) : run[0].tril(diagonal));
    }
}
