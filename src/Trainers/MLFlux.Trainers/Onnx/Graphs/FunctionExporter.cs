using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Functions that are younger than the oldest operator set that is written, or changed since.</summary>
internal static class FunctionExporter
{
    public static string Clip(StepExport step)
    {
        NodeContext node = step.Context;
        string x = step[0];
        if (node.Scalar(1, "min") is double least)
            x = step.Graph.Node("Max", [x, step.Graph.Number(least)]);
        return node.Scalar(2, "max") is double most ? step.Graph.Node("Min", [x, step.Graph.Number(most)]) : x;
    }

    public static string Gelu(StepExport step)
    {
        OnnxGraph graph = step.Graph;
        string x = step[0], half = graph.Multiply(x, graph.Number(0.5));
        if (step.Context.Text("approximate", "none") != "tanh")
            return graph.Multiply(half, graph.Add(graph.Node("Erf", [graph.Divide(x, graph.Number(Math.Sqrt(2)))]), graph.Number(1)));
        string cube = graph.Multiply(graph.Multiply(graph.Multiply(x, x), x), graph.Number(0.044715));
        string inner = graph.Multiply(graph.Add(x, cube), graph.Number(Math.Sqrt(2 / Math.PI)));
        return graph.Multiply(half, graph.Add(graph.Node("Tanh", [inner]), graph.Number(1)));
    }

    /// <summary>Over the last dimension, where it means the same in all operator sets.</summary>
    public static string Softmax(StepExport step)
    {
        NodeContext node = step.Context;
        int rank = step.Value(0).Rank, axis = node.Axis(node.Integer("axis", node.OperatorSet < 13 ? 1 : -1), rank);
        if (axis == rank - 1)
            return Last(step[0]);
        if (node.OperatorSet < 13)
        {
            GraphValue input = step.Value(0);
            double size = input.Dimensions.Skip(axis).Aggregate(1.0, (product, one) => product * one.Value);
            GraphValue flat = input with { Dimensions = [.. input.Dimensions.Take(axis), new GraphNumber(size)] };
            return step.Reshape(step.Graph.Node(step.Node.Operation, [step.Reshape(step[0], flat)], ("axis", (long)axis)));
        }

        long[] swapped = [.. Enumerable.Range(0, rank).Select(i => (long)(i == axis ? rank - 1 : i == rank - 1 ? axis : i))];
        return step.Graph.Transpose(Last(step.Graph.Transpose(step[0], swapped)), swapped);

        string Last(string x) => step.Graph.Node(step.Node.Operation, [x], ("axis", rank - 1L));
    }
}
