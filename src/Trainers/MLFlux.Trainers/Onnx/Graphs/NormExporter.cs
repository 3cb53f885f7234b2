using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Normalisations by the values of the example itself, which newer operator sets have operators for.</summary>
internal static class NormExporter
{
    public static string Layers(StepExport step)
    {
        NodeContext node = step.Context;
        OnnxGraph graph = step.Graph;
        int rank = step.Value(0).Rank, axis = node.Axis(node.Integer("axis", -1), rank);
        long[] axes = [.. Enumerable.Range(axis, rank - axis).Select(i => (long)i)];
        string centered = graph.Subtract(step[0], graph.Reduce("ReduceMean", step[0], axes, keep: true));
        string square = graph.Node("Pow", [centered, graph.Number(2)]); // Which engines know again as a normalisation.
        string variance = graph.Reduce("ReduceMean", square, axes, keep: true);
        string y = graph.Divide(centered, graph.Node("Sqrt", [graph.Add(variance, graph.Number(node.Number("epsilon", 1e-5f)))]));
        if (step.Has(1))
            y = graph.Multiply(y, step[1]);
        return step.Has(2) ? graph.Add(y, step[2]) : y;
    }

    public static string Groups(StepExport step)
    {
        NodeContext node = step.Context;
        OnnxGraph graph = step.Graph;
        GraphValue input = step.Value(0);
        long groups = node.Integer("num_groups"), channels = node.Size(input, 1);
        var ones = new float[groups];
        Array.Fill(ones, 1);
        string flat = step.Reshape(step[0], input with { Dimensions = [input.Dimensions[0], new(groups), new(ValuesOf(input) / groups)] });
        string normalized = step.Reshape(graph.Node(
            "InstanceNormalization", [flat, graph.Floats("ones", ones, groups), graph.Floats("zeros", new float[groups], groups)],
            ("epsilon", (float)node.Number("epsilon", 1e-5f))));
        return graph.Add(graph.Multiply(normalized, Beside(step[1])), Beside(step[2]));

        // A weight of each group counts for all of its channels.
        string Beside(string weight)
        {
            long[] one = [.. Enumerable.Repeat(1L, input.Rank - 2)];
            if (node.OperatorSet >= 21)
                return graph.Node("Reshape", [weight, graph.Integers("shape", [channels, .. one])]);
            long[] places = [.. Enumerable.Range(0, (int)channels).Select(channel => channel / (channels / groups))];
            string spread = graph.Node("Gather", [weight, graph.Integers("places", places)], ("axis", 0L));
            return graph.Node("Reshape", [spread, graph.Integers("shape", [channels, .. one])]);
        }
    }

    private static double ValuesOf(GraphValue value) => value.Dimensions.Skip(1).Aggregate(1.0, (product, size) => product * size.Value);
}
