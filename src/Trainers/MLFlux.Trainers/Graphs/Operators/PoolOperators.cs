using System.Collections.Immutable;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Pools over windows, and over all places.</summary>
internal static class PoolOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["MaxPool"] = MaxPool,
        ["AveragePool"] = AveragePool,
        ["GlobalAveragePool"] = node => Global(node, (x, axes) => x.mean(axes, keepdim: true)),
        ["GlobalMaxPool"] = node => Global(node, (x, axes) => x.amax(axes, keepdim: true)),
    };

    private static NodePlan MaxPool(NodeContext node)
    {
        if (node.Node.Outputs.Length > 1 && node.Node.Outputs[1].Length > 0)
            throw node.Fault("gives the places of the largest values, which MLFlux does not compute");
        GraphWindow window = Window(node);
        return NodePlan.Of(node[0] with { Dimensions = window.Dimensions(node[0], node[0].Dimensions[1]) }, run =>
        {
            bool isPlain = window.IsEven && window.Padding.Zip(window.Size).All(pair => pair.First <= pair.Second / 2);
            if (isPlain)
                return Max(run[0], window, window.Padding);
            using Tensor padded = window.Pad(run[0], double.NegativeInfinity);
            return Max(padded, window, new long[window.Size.Length]);
        });
    }

    private static Tensor Max(Tensor x, GraphWindow window, long[] padding) => window.Size.Length switch
    {
        1 => nn.functional.max_pool1d(x, window.Size[0], window.Strides[0], padding[0], window.Dilations[0]),
        2 => nn.functional.max_pool2d(x, window.Size, window.Strides, padding, window.Dilations),
        _ => nn.functional.max_pool3d(x, window.Size, window.Strides, padding, window.Dilations),
    };

    private static NodePlan AveragePool(NodeContext node)
    {
        GraphWindow window = Window(node);
        if (window.Dilations.Any(dilation => dilation != 1))
            throw node.Fault("has a window with holes, which MLFlux does not compute");
        bool countsPadding = node.Integer("count_include_pad", 0) != 0;
        bool ceils = node.Integer("ceil_mode", 0) != 0;
        return NodePlan.Of(node[0] with { Dimensions = window.Dimensions(node[0], node[0].Dimensions[1]) }, run =>
        {
            if (!window.IsPadded)
                return Mean(run[0], window);
            using var scope = NewDisposeScope();
            Tensor mean = Mean(window.Pad(run[0], 0), window);
            if (countsPadding && !ceils)
                return mean.MoveToOuterDisposeScope();

            // The share of each window that counts.
            Tensor places = ones([1, 1, .. run[0].shape[2..]], run[0].dtype, run[0].device);
            Tensor share = Mean(window.Pad(places, 0), window);
            return (countsPadding ? mean : mean / share).MoveToOuterDisposeScope();
        });
    }

    private static Tensor Mean(Tensor x, GraphWindow window) => window.Size.Length switch
    {
        1 => nn.functional.avg_pool1d(x, window.Size[0], window.Strides[0]),
        2 => nn.functional.avg_pool2d(x, window.Size, window.Strides),
        _ => nn.functional.avg_pool3d(x, window.Size, window.Strides),
    };

    private static NodePlan Global(NodeContext node, Func<Tensor, long[], Tensor> pool)
    {
        node.RequireRank(0, 3);
        long[] axes = [.. Enumerable.Range(2, node[0].Rank - 2).Select(axis => (long)axis)];
        ImmutableArray<GraphNumber> dimensions = [.. node[0].Dimensions.Take(2), .. axes.Select(_ => new GraphNumber(1))];
        return NodePlan.Of(node[0] with { Dimensions = dimensions }, run => pool(run[0], axes));
    }

    private static GraphWindow Window(NodeContext node)
    {
        node.RequireRank(0, 3, 5);
        return GraphWindow.Of(node, GraphWindow.Setting(node, "kernel_shape", node[0].Rank - 2, absent: 0));
    }
}
