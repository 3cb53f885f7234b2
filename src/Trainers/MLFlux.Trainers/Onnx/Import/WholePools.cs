using System.Collections.Immutable;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>
/// Mean pools whose window is all of an image of the size that the file states: they are made global, so that the graph gives the same
/// for that size, and takes other sizes, too.
/// </summary>
internal static class WholePools
{
    public static GraphDescription Widen(GraphLayer layer, Shape example)
    {
        GraphPlan plan = layer.Plan(example);
        Dictionary<string, GraphNode> whole = plan.Steps.Where(step => IsWhole(step, plan)).ToDictionary(
            step => step.Node.Outputs[0],
            step => step.Node with { Operation = "GlobalAveragePool", Attributes = ImmutableSortedDictionary<string, object>.Empty });
        return layer.Graph with
        {
            Nodes = [.. layer.Graph.Nodes.Select(node => whole.GetValueOrDefault(node.Outputs[0], node))],
        };
    }

    private static bool IsWhole(GraphStep step, GraphPlan plan) =>
        step.Node.Operation == "AveragePool" && step.Node.Attributes.GetValueOrDefault("kernel_shape") is long[] window
        && (step.Node.Attributes.GetValueOrDefault("pads") as long[])?.Any(pad => pad != 0) != true
        && plan.Values[step.Inputs[0]].Dimensions.Skip(2).Select(size => (long)size.Value).SequenceEqual(window)
        && plan.Values[step.Outputs[0]].Dimensions.Skip(2).All(size => size.Is(1));
}
