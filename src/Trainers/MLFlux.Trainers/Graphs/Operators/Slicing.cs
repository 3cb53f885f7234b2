using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>The operator <c>Slice</c>.</summary>
internal static class Slicing
{
    /// <summary>A part of a dimension: from a place, so many values, so far apart; backwards where the step is negative.</summary>
    private readonly record struct Part(int Axis, long Start, long Count, long Step);

    public static NodePlan Plan(NodeContext node)
    {
        GraphValue input = node[0];
        ImmutableArray<GraphNumber> starts = Numbers(node, 1, "starts"), ends = Numbers(node, 2, "ends");
        long[] axes = node.List(3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = node.Optional(4) is null ? [.. axes.Select(_ => 1L)]
            : [.. node.List(4, "steps")!.Select(step => Math.Clamp(step, -int.MaxValue, int.MaxValue))];
        if (starts.Length != ends.Length || starts.Length != axes.Length || steps.Length != axes.Length || steps.Contains(0))
            throw node.Fault("has starts, ends, axes and steps that do not fit each other");

        var parts = new List<Part>();
        GraphValue output = input with { Known = null };
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = node.Axis(axes[i], input.Rank);
            GraphNumber size = input.Dimensions[axis];
            if (starts[i].Is(0) && steps[i] == 1 && (ends[i] == size || (!ends[i].IsPerRow && ends[i].Value >= int.MaxValue)))
                continue; // All of it, also of rows.
            Part part = Cut(axis, node.Size(input, axis), Number(starts[i], node), Number(ends[i], node), steps[i]);
            if (part.Count == 0)
                throw node.Fault($"takes nothing of dimension {axis} of {input}");
            parts.Add(part);
            output = output with { Dimensions = output.Dimensions.SetItem(axis, new(part.Count)) };
        }

        if (parts.Count == 0)
            return input.Known is null ? NodePlan.Passes(input) : NodePlan.Of(input);
        return input is { Known: { } known, Rank: 1 }
            ? NodePlan.Of(output with { Known = Of(known, parts) })
            : NodePlan.Of(output, run => Of(run[0], parts));
    }

    private static Part Cut(int axis, long size, long start, long end, long step)
    {
        long first = start < 0 ? start + size : start, last = end < 0 && end > long.MinValue + size ? end + size : end;
        if (step > 0)
        {
            first = Math.Clamp(first, 0, size);
            last = Math.Clamp(last, 0, size);
            return new Part(axis, first, Math.Max(0, (last - first + step - 1) / step), step);
        }

        first = Math.Clamp(first, 0, size - 1);
        last = end <= -size ? -1 : Math.Clamp(last, -1, size - 1);
        return new Part(axis, first, Math.Max(0, (first - last - step - 1) / -step), step);
    }

    private static ImmutableArray<GraphNumber> Of(ImmutableArray<GraphNumber> numbers, List<Part> parts)
    {
        foreach (Part part in parts)
        {
            ImmutableArray<GraphNumber> before = numbers;
            numbers = [.. Enumerable.Range(0, (int)part.Count).Select(i => before[(int)(part.Start + (i * part.Step))])];
        }

        return numbers;
    }

    private static Tensor Of(Tensor input, List<Part> parts)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = input;
        foreach ((int axis, long start, long count, long step) in parts)
        {
            long last = start + ((count - 1) * step);
            output = step > 0
                ? output.slice(axis, start, last + 1, step)
                : output.slice(axis, last, start + 1, -step).flip(axis);
        }

        return output.MoveToOuterDisposeScope();
    }

    private static ImmutableArray<GraphNumber> Numbers(NodeContext node, int input, string setting) => node.Optional(input) is not null
        ? node.Known(input)
        : [.. (node.Integers(setting) ?? throw node.Fault($"has no {setting}")).Select(number => new GraphNumber(number))];

    private static long Number(GraphNumber number, NodeContext node) => number.IsPerRow
        ? throw node.Fault("takes a part that depends on the number of rows")
        : GraphNumber.Whole(number.Value);
}
