using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Borders, and other sizes of images.</summary>
internal static class ImageOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Pad"] = Pad,
        ["DepthToSpace"] = DepthToSpace,
        ["SpaceToDepth"] = SpaceToDepth,
        ["Resize"] = Resizing.Plan,
        ["Upsample"] = Resizing.Plan,
    };

    private static NodePlan Pad(NodeContext node)
    {
        GraphValue input = node[0];
        long[] stated = node.List(1, "pads") ?? throw node.Fault("has no pads");
        long[] axes = node.Optional(3) is null
            ? [.. Enumerable.Range(0, input.Rank).Select(axis => (long)axis)] : node.List(3, "axes")!;
        double value = node.Scalar(2, "value") ?? 0;
        string mode = node.Text("mode", "constant");
        if (stated.Length != 2 * axes.Length || stated.Any(pad => pad is < -int.MaxValue or > int.MaxValue))
            throw node.Fault($"has pads of {string.Join(", ", stated)} for {axes.Length} dimensions");

        var dimensions = input.Dimensions.ToBuilder();
        long[] sides = new long[2 * input.Rank]; // As libtorch's pad takes them: the last axis first.
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = node.Axis(axes[i], input.Rank), place = 2 * (input.Rank - 1 - axis);
            (sides[place], sides[place + 1]) = (stated[i], stated[axes.Length + i]);
            if (sides[place] == 0 && sides[place + 1] == 0)
                continue;
            long length = node.Size(input, axis);
            dimensions[axis] = new(length + sides[place] + sides[place + 1]);
            if (length + Math.Min(0, sides[place]) + Math.Min(0, sides[place + 1]) < 1)
                throw node.Fault($"leaves nothing of dimension {axis} of {input}");
            if (mode == "reflect" && Math.Max(sides[place], sides[place + 1]) >= length)
                throw node.Fault($"reflects {sides[place]} and {sides[place + 1]} of {length} values along dimension {axis} of {input}");
        }

        int used = Array.FindLastIndex(sides, side => side != 0) / 2 * 2 + 2;
        if (used == 0 || sides.All(side => side == 0))
            return NodePlan.Passes(input);
        if (mode != "constant" && (mode is not ("reflect" or "edge") || used > 6 || used / 2 > input.Rank - 2
            || sides.Any(side => side < 0)))
            throw node.Fault($"pads {input} in the mode '{mode}', which MLFlux does not compute");
        PaddingModes how = mode switch { "reflect" => PaddingModes.Reflect, "edge" => PaddingModes.Replicate, _ => PaddingModes.Constant };
        long[] kept = sides[..(mode == "constant" ? used : 2 * (input.Rank - 2))];
        return NodePlan.Of(
            input with { Dimensions = dimensions.ToImmutable(), Known = null }, run => nn.functional.pad(run[0], kept, how, value));
    }

    private static NodePlan DepthToSpace(NodeContext node)
    {
        (long factor, long channels, long height, long width) = Image(node);
        bool isDepthFirst = node.Text("mode", "DCR") == "DCR";
        if (channels % (factor * factor) != 0)
            throw node.Fault($"spreads {channels} channels over squares of {factor}");
        long left = channels / (factor * factor);
        long[] inner = isDepthFirst ? [-1, factor, factor, left, height, width] : [-1, left, factor, factor, height, width];
        long[] order = isDepthFirst ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3];
        return Rearrange(node, inner, order, [-1, left, height * factor, width * factor]);
    }

    private static NodePlan SpaceToDepth(NodeContext node)
    {
        (long factor, long channels, long height, long width) = Image(node);
        if (height % factor != 0 || width % factor != 0)
            throw node.Fault($"cuts {node[0]} into squares of {factor}");
        return Rearrange(
            node, [-1, channels, height / factor, factor, width / factor, factor], [0, 3, 5, 1, 2, 4],
            [-1, channels * factor * factor, height / factor, width / factor]);
    }

    private static (long Factor, long Channels, long Height, long Width) Image(NodeContext node)
    {
        node.RequireRank(0, 4, 4);
        long factor = node.Integer("blocksize");
        return factor is >= 1 and <= short.MaxValue
            ? (factor, node.Size(node[0], 1), node.Size(node[0], 2), node.Size(node[0], 3))
            : throw node.Fault($"has a setting 'blocksize' of {factor}");
    }

    private static NodePlan Rearrange(NodeContext node, long[] inner, long[] order, long[] outer)
    {
        ImmutableArray<GraphNumber> dimensions = [node[0].Dimensions[0], .. outer.Skip(1).Select(size => new GraphNumber(size))];
        return NodePlan.Of(node[0] with { Dimensions = dimensions }, run =>
        {
            using var scope = NewDisposeScope();
            return run[0].reshape(inner).permute(order).reshape(outer).MoveToOuterDisposeScope();
        });
    }
}
