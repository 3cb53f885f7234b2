using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Sums and means over dimensions, whose axes newer operator sets take as an input.</summary>
internal static class ReductionExporter
{
    public static string Export(StepExport step) => Reduce(step, step.Node.Operation);

    /// <summary>The mean, times how many there are: a sum takes its axes in two ways in the operator sets that are written.</summary>
    public static string Sum(StepExport step)
    {
        double count = step.Value(0).Count!.Value.Value / step.Output.Count!.Value.Value;
        string mean = step.Output.Type == GraphType.Float ? Reduce(step, "ReduceMean")
            : throw step.Context.Fault("adds whole numbers up, which is not exported");
        return step.Graph.Multiply(mean, step.Graph.Number(count));
    }

    private static string Reduce(StepExport step, string operation)
    {
        NodeContext node = step.Context;
        int rank = step.Value(0).Rank;
        long[]? stated = node.List(1, "axes");
        if (stated is null or [] && node.Integer("noop_with_empty_axes", 0) != 0)
            return step[0];
        long[] axes = stated is null or [] ? [.. Enumerable.Range(0, rank).Select(axis => (long)axis)]
            : [.. stated.Select(axis => (long)node.Axis(axis, rank))];
        return step.Graph.Reduce(operation, step[0], axes, node.Integer("keepdims", 1) != 0);
    }
}
