using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Normalisations, and softmax.</summary>
internal static class NormalizationOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["BatchNormalization"] = BatchNormalization,
        ["InstanceNormalization"] = InstanceNormalization,
        ["LayerNormalization"] = LayerNormalization,
        ["GroupNormalization"] = GroupNormalization,
        ["LRN"] = LocalResponse,
        ["LpNormalization"] = LpNormalization,
        ["Softmax"] = node => Softmax(node, (x, axis) => nn.functional.softmax(x, axis)),
        ["LogSoftmax"] = node => Softmax(node, (x, axis) => nn.functional.log_softmax(x, axis)),
    };

    /// <summary>Normalises by running means; by those of the batch, which the running ones follow, where it is being trained.</summary>
    private static NodePlan BatchNormalization(NodeContext node)
    {
        node.RequireRank(0, 2, 5);
        long channels = node.Size(node[0], 1);
        for (int i = 1; i <= 4; i++)
            RequireChannels(node, i, channels);
        if (node.Integer("spatial", 1) == 0)
            throw node.Fault("normalises each place by itself, which MLFlux does not compute");
        double epsilon = node.Number("epsilon", 1e-5f), kept = node.Number("momentum", 0.9f);
        return NodePlan.Of(node[0], run =>
        {
            bool isTraining = run.IsTraining && run[0].numel() > run[0].size(1);
            return nn.functional.batch_norm(run[0], run[3], run[4], run[1], run[2], isTraining, 1 - kept, epsilon);
        });
    }

    private static NodePlan InstanceNormalization(NodeContext node)
    {
        node.RequireRank(0, 3);
        RequireChannels(node, 1, node.Size(node[0], 1));
        RequireChannels(node, 2, node.Size(node[0], 1));
        double epsilon = node.Number("epsilon", 1e-5f);
        return NodePlan.Of(node[0], run => nn.functional.instance_norm(run[0], null, null, run[1], run[2], true, 0, epsilon));
    }

    private static NodePlan LayerNormalization(NodeContext node)
    {
        if (node.Node.Outputs.Skip(1).Any(name => name.Length > 0))
            throw node.Fault("gives its means, which MLFlux does not compute");
        int axis = node.Axis(node.Integer("axis", -1), node[0].Rank);
        ImmutableArray<GraphNumber> normalized = node[0].Dimensions[axis..];
        for (int i = 1; i < node.Count; i++)
        {
            if (node.Optional(i) is { } weight && !weight.Dimensions.SequenceEqual(normalized))
                throw node.Fault($"has weights of {weight} for {string.Join('×', normalized)}");
        }

        double epsilon = node.Number("epsilon", 1e-5f);
        long[] shape = [.. Enumerable.Range(axis, normalized.Length).Select(i => node.Size(node[0], i))];
        return NodePlan.Of(node[0], run => nn.functional.layer_norm(run[0], shape, run.Optional(1), run.Optional(2), epsilon));
    }

    private static NodePlan GroupNormalization(NodeContext node)
    {
        node.RequireRank(0, 3);
        long groups = node.Integer("num_groups"), channels = node.Size(node[0], 1);
        double epsilon = node.Number("epsilon", 1e-5f);
        if (groups < 1 || channels % groups != 0)
            throw node.Fault($"divides {channels} channels into {groups} groups");

        // A weight for each channel since operator set 21; before, for each group.
        long weights = node.OperatorSet >= 21 ? channels : groups;
        RequireChannels(node, 1, weights);
        RequireChannels(node, 2, weights);
        return NodePlan.Of(node[0], run =>
        {
            if (weights == channels)
                return nn.functional.group_norm(run[0], groups, run[1], run[2], epsilon);
            using Tensor weight = run[1].repeat_interleave(channels / groups), bias = run[2].repeat_interleave(channels / groups);
            return nn.functional.group_norm(run[0], groups, weight, bias, epsilon);
        });
    }

    private static NodePlan LocalResponse(NodeContext node)
    {
        node.RequireRank(0, 3);
        long size = node.Integer("size");
        double alpha = node.Number("alpha", 1e-4f), beta = node.Number("beta", 0.75f), bias = node.Number("bias", 1);
        if (size is < 1 or > int.MaxValue)
            throw node.Fault($"has a setting 'size' of {size}");
        node.RequireRoom($"pads the channels of {node[0]} by {size}", node[0].Dimensions
            .Select((length, axis) => length.Value + (axis == 1 ? size : 0)));
        return NodePlan.Of(node[0], run =>
        {
            using var scope = NewDisposeScope();
            long before = (size - 1) / 2, channels = run[0].size(1);
            Tensor squares = run[0].Squared().view(run[0].size(0), 1, channels, -1);
            Tensor padded = nn.functional.pad(squares, [0, 0, before, size - 1 - before]);
            Tensor means = nn.functional.avg_pool2d(padded, [size, 1], [1, 1]).view(run[0].shape);
            return (run[0] / ((means * (Number)alpha) + (Number)bias).Power(beta)).MoveToOuterDisposeScope();
        });
    }

    private static NodePlan LpNormalization(NodeContext node)
    {
        int axis = node.Axis(node.Integer("axis", -1), node[0].Rank);
        double power = node.Integer("p", 2);
        return NodePlan.Of(node[0], run =>
        {
            using Tensor norm = run[0].norm(axis, true, (float)power);
            return run[0] / norm;
        });
    }

    /// <summary>Before operator set 13, all dimensions from the axis on are one.</summary>
    private static NodePlan Softmax(NodeContext node, Func<Tensor, long, Tensor> function)
    {
        int axis = node.Axis(node.Integer("axis", node.OperatorSet < 13 ? 1 : -1), node[0].Rank);
        if (node.OperatorSet >= 13 || axis == node[0].Rank - 1)
            return NodePlan.Of(node[0] with { Known = null }, run => function(run[0], axis));
        return NodePlan.Of(node[0] with { Known = null }, run =>
        {
            using Tensor flat = run[0].flatten(axis);
            using Tensor result = function(flat, axis);
            return result.view(run[0].shape);
        });
    }

    private static void RequireChannels(NodeContext node, int index, long channels)
    {
        if (node[index].Rank != 1 || !node[index].Dimensions[0].Is(channels))
            throw node.Fault($"has '{node.Node.Inputs[index]}' of {node[index]} for {channels} channels");
    }
}
