using System.Collections.Immutable;
using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>The operator <c>Gather</c>: embeddings, and parts of shapes.</summary>
internal static class Gathering
{
    public static NodePlan Plan(NodeContext node)
    {
        GraphValue data = node[0], places = node[1];
        int axis = node.Axis(node.Integer("axis", 0), data.Rank);
        long length = node.Size(data, axis);
        if (places.Type != GraphType.Integer)
            throw node.Fault($"looks places up that are of type {places.Type}, not whole numbers");
        foreach (GraphNumber place in places.Known ?? [])
        {
            if (place.IsPerRow || place.Value < -length || place.Value >= length)
                throw node.Fault($"looks place {place} up where there are {length}");
        }

        ImmutableArray<GraphNumber> dimensions = [.. data.Dimensions[..axis], .. places.Dimensions, .. data.Dimensions[(axis + 1)..]];
        var output = new GraphValue(data.Type, dimensions);
        if (places.Known is not { } known)
        {
            return NodePlan.Of(output, run =>
            {
                using DisposeScope scope = NewDisposeScope();
                return Select(run, Places(run[1], length, node), axis, output).MoveToOuterDisposeScope();
            });
        }

        int[] counted = [.. known.Select(place => (int)(place.Value < 0 ? place.Value + length : place.Value))];
        if (data is { Known: { } numbers, Rank: 1 })
            return NodePlan.Of(output with { Known = [.. counted.Select(place => numbers[place])] });
        long[] all = [.. counted.Select(place => (long)place)];
        return places.Rank == 0
            ? NodePlan.Of(output, run => run[0].select(axis, counted[0]))
            : NodePlan.Of(output, run =>
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor wanted = tensor(all, device: run.Device);
                return Select(run, wanted, axis, output).MoveToOuterDisposeScope();
            });
    }

    /// <summary>Places counted from the front, each checked: a wrong one would end the process or read other memory on some
    /// devices.</summary>
    public static Tensor Places(Tensor places, long length, NodeContext node)
    {
        using DisposeScope scope = NewDisposeScope();
        if (places.numel() > 0)
        {
            long least = places.min().item<long>(), most = places.max().item<long>();
            if (least < -length || most >= length)
            {
                throw new InvalidOperationException(
                    $"Node '{node.Node.Title}' ({node.Node.Operation}) looks place {(most >= length ? most : least)} up where there are "
                    + $"{length}: '{node.Node.Inputs[1]}' takes whole numbers from 0 to {length - 1}.");
            }

            if (least < 0)
                return where(places.IsBelow(0), places + (Number)length, places).MoveToOuterDisposeScope();
        }

        return places.alias().MoveToOuterDisposeScope();
    }

    private static Tensor Select(NodeRun run, Tensor places, int axis, GraphValue output) =>
        run[0].index_select(axis, places.reshape(-1)).reshape(output.At(run.Rows));
}
