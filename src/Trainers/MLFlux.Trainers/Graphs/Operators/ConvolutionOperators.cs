using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Convolutions along one to three axes.</summary>
internal static class ConvolutionOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Conv"] = Conv,
        ["ConvTranspose"] = ConvTranspose,
    };

    private static NodePlan Conv(NodeContext node)
    {
        node.RequireRank(0, 3, 5);
        node.RequireRank(1, node[0].Rank, node[0].Rank);
        GraphValue weight = node[1];
        long groups = node.Integer("group", 1), channels = node.Size(node[0], 1), filters = node.Size(weight, 0);
        if (groups < 1 || groups * node.Size(weight, 1) != channels || filters % groups != 0)
            throw node.Fault($"takes {groups * node.Size(weight, 1)} channels in {groups} groups, got {node[0]}");
        long[] size = Kernel(node, weight);
        RequireBias(node, filters);
        var window = GraphWindow.Of(node, size);
        return NodePlan.Of(
            new GraphValue(GraphType.Float, window.Dimensions(node[0], new(filters))), run =>
            {
                if (window.IsEven)
                    return Convolve(run[0], run[1], run.Optional(2), window, window.Padding, groups);
                using Tensor padded = window.Pad(run[0], 0);
                return Convolve(padded, run[1], run.Optional(2), window, new long[size.Length], groups);
            });
    }

    private static Tensor Convolve(Tensor x, Tensor weight, Tensor? bias, GraphWindow window, long[] padding, long groups) =>
        window.Size.Length switch
        {
            1 => nn.functional.conv1d(x, weight, bias, window.Strides[0], padding[0], window.Dilations[0], groups),
            2 => nn.functional.conv2d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            _ => nn.functional.conv3d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
        };

    private static NodePlan ConvTranspose(NodeContext node)
    {
        node.RequireRank(0, 3, 5);
        node.RequireRank(1, node[0].Rank, node[0].Rank);
        GraphValue weight = node[1];
        long groups = node.Integer("group", 1), channels = node.Size(node[0], 1);
        if (groups < 1 || node.Size(weight, 0) != channels || channels % groups != 0)
            throw node.Fault($"takes {node.Size(weight, 0)} channels in {groups} groups, got {node[0]}");
        long filters = node.Size(weight, 1) * groups;
        RequireBias(node, filters);
        long[] size = Kernel(node, weight);
        int axes = size.Length;
        long[] strides = GraphWindow.Setting(node, "strides", axes, 1), dilations = GraphWindow.Setting(node, "dilations", axes, 1);
        long[] extra = node.Integers("output_padding") ?? new long[axes], pads = node.Integers("pads") ?? new long[2 * axes];
        if (node.Text("auto_pad", "NOTSET") is not ("NOTSET" or "VALID") || node.Has("output_shape"))
            throw node.Fault("is padded by itself, which MLFlux does not read: export it with 'pads'");
        if (pads.Length != 2 * axes || extra.Length != axes || pads.Concat(extra).Any(pad => pad is < 0 or > int.MaxValue))
            throw node.Fault($"has settings 'pads' of {string.Join(", ", pads)} and 'output_padding' of {string.Join(", ", extra)}");
        var output = new GraphNumber[axes];
        double[] uncut = new double[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            node.RequireRoom($"moves {node[0]} apart by {strides[axis]}", [node[0].Dimensions[axis + 2].Value, strides[axis]]);
            long whole = ((node.Size(node[0], axis + 2) - 1) * strides[axis]) + ((size[axis] - 1) * dilations[axis]) + 1 + extra[axis];
            uncut[axis] = whole;
            output[axis] = new(whole - pads[axis] - pads[axes + axis]);
            if (output[axis].Value < 1)
                throw node.Fault($"cuts {pads[axis] + pads[axes + axis]} of {whole} values off");
        }

        node.RequireRoom($"makes {string.Join('×', uncut)} values of each of {filters} filters", [filters, .. uncut]);
        return NodePlan.Of(
            new GraphValue(GraphType.Float, [node[0].Dimensions[0], new(filters), .. output]),
            run => Transposed(run, strides, extra, dilations, pads, groups));
    }

    /// <summary>What lies in the padding is cut off afterwards, so that both ends may differ.</summary>
    private static Tensor Transposed(NodeRun run, long[] strides, long[] extra, long[] dilations, long[] pads, long groups)
    {
        using var scope = NewDisposeScope();
        Tensor? bias = run.Optional(2);
        int axes = strides.Length;
        long[] none = new long[axes];
        Tensor whole = axes switch
        {
            1 => nn.functional.conv_transpose1d(run[0], run[1], bias, strides[0], 0, 0, dilations[0], groups),
            2 => nn.functional.conv_transpose2d(run[0], run[1], bias, strides, none, none, dilations, groups),
            _ => nn.functional.conv_transpose3d(run[0], run[1], bias, strides, none, none, dilations, groups),
        };
        for (int axis = 0; axis < axes; axis++)
        {
            if (extra[axis] > 0)
            {
                // The values beyond the last window are the bias alone.
                long[] shape = whole.shape;
                shape[axis + 2] = extra[axis];
                Tensor beyond = bias is null ? zeros(shape, whole.dtype, whole.device)
                    : bias.view([1, -1, .. Enumerable.Repeat(1L, axes)]).expand(shape);
                whole = cat([whole, beyond], axis + 2);
            }

            whole = whole.narrow(axis + 2, pads[axis], whole.size(axis + 2) - pads[axis] - pads[axes + axis]);
        }

        return whole.contiguous().MoveToOuterDisposeScope();
    }

    private static long[] Kernel(NodeContext node, GraphValue weight)
    {
        long[] size = [.. Enumerable.Range(2, weight.Rank - 2).Select(axis => node.Size(weight, axis))];
        return node.Integers("kernel_shape") is not { } stated || stated.SequenceEqual(size)
            ? size
            : throw node.Fault($"has a setting 'kernel_shape' of {string.Join(", ", stated)}, but a weight of {weight}");
    }

    private static void RequireBias(NodeContext node, long filters)
    {
        if (node.Optional(2) is { } bias && (bias.Rank != 1 || !bias.Dimensions[0].Is(filters)))
            throw node.Fault($"has a bias of {bias} for {filters} filters");
    }
}
