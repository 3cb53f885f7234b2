using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Parts, borders and sizes.</summary>
internal static class PartExporter
{
    /// <summary>The largest end of a part: all that follows.</summary>
    private const long ToTheEnd = long.MaxValue;

    public static string Slice(StepExport step)
    {
        NodeContext node = step.Context;
        long[] starts = Ends(1, "starts"), ends = Ends(2, "ends");
        long[] axes = node.List(3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = step.Has(4) ? node.List(4, "steps")! : [.. axes.Select(_ => 1L)];
        OnnxGraph graph = step.Graph;
        return graph.Node(
            "Slice",
            [step[0], graph.Integers("starts", starts), graph.Integers("ends", ends), graph.Integers("axes", axes),
                graph.Integers("steps", steps)]);

        // What ends at the number of rows takes all of them, or the node would have been refused.
        long[] Ends(int input, string setting) => step.Has(input)
            ? [.. node.Known(input).Select(end => end.IsPerRow ? ToTheEnd : GraphNumber.Whole(end.Value))]
            : node.Integers(setting)!;
    }

    public static void TopK(StepExport step)
    {
        int axis = step.Context.Axis(step.Context.Integer("axis", -1), step.Value(0).Rank);
        string[] outputs = step.Graph.Nodes(
            "TopK", [step[0], step.Graph.Integers("k", (long)step.Output.Dimensions[axis].Value)], step.Outputs.Count(),
            ("axis", (long)axis), ("largest", step.Context.Integer("largest", 1)));
        for (int output = 0; output < outputs.Length; output++)
            step.Set(output, outputs[output]);
    }

    public static void Split(StepExport step)
    {
        NodeContext node = step.Context;
        int axis = node.Axis(node.Integer("axis", 0), step.Value(0).Rank), output = 0;
        long start = 0;
        foreach (GraphValue part in step.Outputs)
        {
            long size = (long)part.Dimensions[axis].Value;
            step.Set(output++, step.Graph.Slice(step[0], axis, start, start + size));
            start += size;
        }
    }

    public static string Pad(StepExport step)
    {
        NodeContext node = step.Context;
        int rank = step.Value(0).Rank;
        long[] stated = node.List(1, "pads")!;
        long[] axes = step.Has(3) ? node.List(3, "axes")! : [.. Enumerable.Range(0, rank).Select(axis => (long)axis)];
        long[] pads = new long[2 * rank];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = node.Axis(axes[i], rank);
            (pads[axis], pads[rank + axis]) = (stated[i], stated[axes.Length + i]);
        }

        string value = step.Graph.Floats("value", new[] { (float)(node.Scalar(2, "value") ?? 0) });
        return step.Graph.Node(
            "Pad", [step[0], step.Graph.Integers("pads", pads), value], ("mode", node.Text("mode", "constant")));
    }

    /// <summary>One number in a shape that follows the rows.</summary>
    public static string Filled(StepExport step)
    {
        object? value = step.Node.Attributes.GetValueOrDefault("value") ?? step.Node.Attributes.GetValueOrDefault(ConstantOperators.Flag);
        string number = step.Graph.Number(value is long whole ? whole : value is float real ? real : 0);
        string one = step.Output.Type == GraphType.Float ? number : step.Graph.Cast(number, StepExport.TypeOf(step.Output.Type));
        return step.Graph.Node("Expand", [one, step.ShapeVector(step.Output)]);
    }

    /// <summary>The product with ones on one side of the diagonal and zeros on the other.</summary>
    public static string Triangle(StepExport step)
    {
        NodeContext node = step.Context;
        GraphValue input = step.Value(0);
        long height = node.Size(input, input.Rank - 2), width = node.Size(input, input.Rank - 1);
        long diagonal = step.Has(1) ? GraphNumber.Whole(node.Known(1)[0].Value) : 0;
        bool isUpper = node.Integer("upper", 1) != 0;
        float[] kept = [.. from row in Enumerable.Range(0, (int)height)
                           from column in Enumerable.Range(0, (int)width)
                           select (isUpper ? column - row >= diagonal : column - row <= diagonal) ? 1f : 0f];
        return input.Type == GraphType.Float
            ? step.Graph.Multiply(step[0], step.Graph.Floats("triangle", kept, height, width))
            : throw node.Fault("cuts a triangle out of whole numbers, which is not exported");
    }

    public static string Resize(StepExport step)
    {
        NodeContext node = step.Context;
        bool isOld = node.OperatorSet < 11 || step.Node.Operation == "Upsample";
        OnnxGraph graph = step.Graph;
        string region = graph.Floats("region", ReadOnlyMemory<float>.Empty, 0);
        List<OnnxAttribute> attributes = [("mode", node.Text("mode", "nearest") == "bilinear" ? "linear" : node.Text("mode", "nearest"))];
        attributes.Add(("coordinate_transformation_mode", node.Text("coordinate_transformation_mode", isOld ? "asymmetric"
            : "half_pixel")));
        attributes.Add(("nearest_mode", node.Text("nearest_mode", isOld ? "floor" : "round_prefer_floor")));
        if (node.Has("cubic_coeff_a"))
            attributes.Add(("cubic_coeff_a", (float)node.Number("cubic_coeff_a", -0.75f)));
        bool hasScales = isOld || (step.Has(2) && step.Value(2).Known is { IsEmpty: false });
        if (!hasScales)
        {
            string none = graph.Floats("scales", ReadOnlyMemory<float>.Empty, 0);
            return graph.Node("Resize", [step[0], region, none, step.ShapeVector(step.Output)], [.. attributes]);
        }

        float[] scales = isOld && !step.Has(1) ? (float[])step.Node.Attributes["scales"]
            : [.. node.Known(isOld ? 1 : 2).Select(scale => (float)scale.Value)];
        return graph.Node("Resize", [step[0], region, graph.Floats("scales", scales, scales.Length)], [.. attributes]);
    }
}
