using System.Collections.Immutable;
using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>
/// The operators <c>Resize</c> and <c>Upsample</c>: along one dimension after another, each value becomes a weighted sum of its
/// neighbours, whose places follow from the sizes.
/// </summary>
internal static class Resizing
{
    /// <summary>For every value along a dimension that changes, its neighbours are kept.</summary>
    private const int MostAlong = 1 << 20;

    /// <summary>A dimension that changes: for each neighbour that counts, its place and its share for every new value.</summary>
    private sealed record Axis(int Dimension, IReadOnlyList<(long[] Places, double[] Shares)> Neighbours);

    public static NodePlan Plan(NodeContext node)
    {
        GraphValue input = node[0];
        (double[] scales, long[] sizes) = Sizes(node);
        string mode = node.Text("mode", "nearest");
        Func<double, (long, double)[]> neighbours = mode switch
        {
            "nearest" => Nearest(node),
            "linear" or "bilinear" => Linear,
            "cubic" => Cubic(node.Number("cubic_coeff_a", -0.75f)),
            _ => throw node.Fault($"resizes in the mode '{mode}', which MLFlux does not compute"),
        };
        if (node.Integer("antialias", 0) != 0 || node.Integer("exclude_outside", 0) != 0)
            throw node.Fault("smooths or leaves out what lies outside, which MLFlux does not compute");

        var axes = new List<Axis>();
        GraphValue output = input;
        for (int dimension = 0; dimension < input.Rank; dimension++)
        {
            if (Stays(input.Dimensions[dimension], scales[dimension], sizes[dimension]))
                continue;
            long before = node.Size(input, dimension), after = sizes[dimension];
            output = output with { Dimensions = output.Dimensions.SetItem(dimension, new(after)) };
            axes.Add(Along(dimension, before, [.. Enumerable.Range(0, (int)after)
                .Select(place => neighbours(Coordinate(node, place, before, after, scales[dimension])))]));
        }

        return axes.Count == 0 ? NodePlan.Passes(input) : NodePlan.Of(output, run => Apply(run[0], axes));
    }

    private static Axis Along(int dimension, long before, (long Place, double Share)[][] all) => new(
        dimension,
        [.. Enumerable.Range(0, all.Max(one => one.Length)).Select(i => (
            all.Select(one => Math.Clamp(one[i].Place, 0, before - 1)).ToArray(), all.Select(one => one[i].Share).ToArray()))]);

    private static Tensor Apply(Tensor input, List<Axis> axes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = input;
        foreach (Axis axis in axes)
        {
            Tensor? sum = null;
            long[] beside = [.. Enumerable.Repeat(1L, (int)input.dim())];
            beside[axis.Dimension] = -1;
            foreach ((long[] places, double[] shares) in axis.Neighbours)
            {
                Tensor part = output.index_select(axis.Dimension, tensor(places, device: input.device));
                if (axis.Neighbours.Count > 1)
                    part *= tensor(shares, dtype: input.dtype, device: input.device).view(beside);
                sum = sum is null ? part : sum.Plus(part);
            }

            output = sum!;
        }

        return output.MoveToOuterDisposeScope();
    }

    private static (double[] Scales, long[] Sizes) Sizes(NodeContext node)
    {
        GraphValue input = node[0];
        bool isOld = node.Node.Operation == "Upsample" || node.OperatorSet < 11;
        ImmutableArray<GraphNumber>? scales = isOld
            ? (node.Optional(1) is null ? Stated(node) : node.Known(1))
            : node.Optional(2) is { } given && !(given.Rank == 1 && given.Dimensions[0].Is(0)) ? node.Known(2) : null;
        if (scales is null && (isOld || node.Optional(3) is null))
            throw node.Fault("says neither scales nor sizes");

        var factors = new double[input.Rank];
        var sizes = new long[input.Rank];
        for (int i = 0; i < input.Rank; i++)
        {
            if (scales is { } stated)
            {
                factors[i] = stated.Length == input.Rank && stated[i] is { IsPerRow: false, Value: > 0 and <= short.MaxValue }
                    ? stated[i].Value : throw node.Fault($"has scales of {string.Join(", ", stated)} for {input}");
                sizes[i] = input.Dimensions[i].IsPerRow ? 0 : (long)Math.Floor(input.Dimensions[i].Value * factors[i]);
            }
            else
            {
                ImmutableArray<GraphNumber> wanted = node.Known(3);
                if (wanted.Length != input.Rank)
                    throw node.Fault($"has sizes of {string.Join(", ", wanted)} for {input}");
                bool stays = wanted[i] == input.Dimensions[i] || (input.Dimensions[i].IsPerRow && wanted[i].Is(1));
                factors[i] = stays ? 1 : wanted[i].Value / input.Dimensions[i].Value;
                sizes[i] = (long)wanted[i].Value;
            }

            if (!Stays(input.Dimensions[i], factors[i], sizes[i])
                && ((sizes[i] < 1 && !input.Dimensions[i].IsPerRow) || sizes[i] > MostAlong))
                throw node.Fault($"gives {sizes[i]} values along dimension {i} of {input}");
        }

        return (factors, sizes);
    }

    private static bool Stays(GraphNumber dimension, double scale, long size) =>
        scale == 1 && (dimension.IsPerRow || size == dimension.Value);

    private static ImmutableArray<GraphNumber>? Stated(NodeContext node) =>
        node.Node.Attributes.GetValueOrDefault("scales") is float[] scales ? [.. scales.Select(scale => new GraphNumber(scale))] : null;

    /// <summary>Where a new value lies among the old ones.</summary>
    private static double Coordinate(NodeContext node, long place, long before, long after, double scale) =>
        node.Text("coordinate_transformation_mode", node.OperatorSet < 11 || node.Node.Operation == "Upsample" ? "asymmetric"
            : "half_pixel")
        switch
        {
            "half_pixel" => ((place + 0.5) / scale) - 0.5,
            "pytorch_half_pixel" => after > 1 ? ((place + 0.5) / scale) - 0.5 : 0,
            "align_corners" => after > 1 ? place * (double)(before - 1) / (after - 1) : 0,
            "asymmetric" => place / scale,
            string other => throw node.Fault($"has coordinates of the kind '{other}', which MLFlux does not compute"),
        };

    private static Func<double, (long, double)[]> Nearest(NodeContext node)
    {
        string rounding = node.Text("nearest_mode", node.OperatorSet < 11 || node.Node.Operation == "Upsample" ? "floor"
            : "round_prefer_floor");
        Func<double, double> round = rounding switch
        {
            "floor" => Math.Floor,
            "ceil" => Math.Ceiling,
            "round_prefer_floor" => x => Math.Ceiling(x - 0.5),
            "round_prefer_ceil" => x => Math.Floor(x + 0.5),
            _ => throw node.Fault($"rounds in the way '{rounding}', which is none"),
        };
        return x => [((long)round(x), 1)];
    }

    private static (long, double)[] Linear(double x)
    {
        double low = Math.Floor(x), share = x - low;
        return [((long)low, 1 - share), ((long)low + 1, share)];
    }

    /// <summary>Keys's cubic convolution.</summary>
    private static Func<double, (long, double)[]> Cubic(double a) => x =>
    {
        double low = Math.Floor(x), s = x - low;
        double Near(double d) => (((a + 2) * d) - (a + 3)) * d * d + 1;
        double Far(double d) => (((a * d) - (5 * a)) * d + (8 * a)) * d - (4 * a);
        long place = (long)low;
        return [(place - 1, Far(s + 1)), (place, Near(s)), (place + 1, Near(1 - s)), (place + 2, Far(2 - s))];
    };
}
