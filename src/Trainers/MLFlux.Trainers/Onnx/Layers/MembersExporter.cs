using MLFlux.Construction;

namespace MLFlux.Onnx;

/// <summary>Members of one network, whose rows lie one after another: [rows · members, ...].</summary>
internal static class MembersExporter
{
    public static string Export(MembersLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        LayerChild network = layer.Children(input).Single();
        if (!MemberNetwork.TakesRows(layer.Layers[0]))
        {
            long[] alone = [1, .. input.Select(size => (long)size)], each = [layer.Count, .. input.Select(_ => 1L)];
            var ones = new float[layer.Count];
            Array.Fill(ones, 1);
            x = OneAfterAnother(graph.Multiply(graph.Reshape(x, alone), graph.Floats("members", ones, [1, .. each])), input, graph);
        }

        Shape output = network.Layer.OutputShape(input);
        string y = graph.Node("Reshape", [scope.Export(network, x),
            graph.Integers("shape", [-1, layer.Count, .. output.Select(size => (long)size)])]);
        return Average(layer.Mean, y, output, graph);
    }

    public static string Export(EnsembleLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        Shape output = layer.OutputShape(input);
        long[] alone = [-1, 1, .. output.Select(size => (long)size)];
        string[] outputs = [.. layer.Children(input).Select(network =>
            graph.Node("Reshape", [scope.Export(network, x), graph.Integers("shape", alone)]))];
        return Average(layer.Mean, graph.Node("Concat", outputs, ("axis", 1L)), output, graph);
    }

    public static string Export(MemberDenseLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        int members = layer.Count;
        int[] between = [.. input.Take(input.Rank - 1).Select(_ => 1)]; // Along a sequence's time, all steps have the same.
        long[] row = [.. input.Select(size => (long)size)];
        x = layer.TakesRows
            ? graph.Reshape(x, [1, .. row])
            : graph.Node("Reshape", [x, graph.Integers("shape", [-1, members, .. row])]);
        Shape output = layer.OutputShape(input);
        int inputs = input[input.Rank - 1], outputs = output[output.Rank - 1];
        string y;
        if (layer.IsLast)
        {
            // [members, inputs, outputs] times [..., members, steps, inputs].
            string weight = graph.Transpose(scope.Add("weight", members, outputs, inputs), 0, 2, 1);
            string steps = input.Rank == 1 ? graph.Reshape(x, layer.TakesRows ? 1 : members, 1, inputs) : x;
            y = graph.MatMul(steps, weight);
            if (layer.Dense.Bias)
                y = graph.Add(y, scope.Add("bias", members, 1, outputs));
        }
        else
        {
            string scaled = graph.Multiply(x, scope.Add("r", [members, .. between, inputs]));
            y = graph.MatMul(scaled, graph.Transpose(scope.Add("weight"), 1, 0));
            y = graph.Multiply(y, scope.Add("s", [members, .. between, outputs]));
            if (layer.Dense.Bias)
                y = graph.Add(y, scope.Add("bias", [members, .. between, outputs]));
        }

        return ActivationExporter.Export(layer.Dense.Activation, OneAfterAnother(y, output, graph), graph);
    }

    /// <summary>One output of several networks': [rows, networks, ...outputs] → [rows, ...outputs].</summary>
    private static string Average(MemberMean mean, string y, Shape output, OnnxGraph graph) => mean switch
    {
        MemberMean.Values => graph.Reduce("ReduceMean", y, [1], keep: false),
        MemberMean.Probabilities => LogMeanExp(graph.Node("LogSoftmax", [y], ("axis", (long)output.Rank + 1)), graph),
        MemberMean.Logits => graph.Subtract(
            LogMeanExp(graph.Node("Neg", [graph.Node("Softplus", [graph.Node("Neg", [y])])]), graph),
            LogMeanExp(graph.Node("Neg", [graph.Node("Softplus", [y])]), graph)),
    };

    private static string OneAfterAnother(string x, Shape row, OnnxGraph graph) =>
        graph.Node("Reshape", [x, graph.Integers("shape", [-1, .. row.Select(size => (long)size)])]);

    /// <summary>
    /// The logarithm of the mean over members of what these are the logarithms of, reckoned from the largest: none overflows.
    /// </summary>
    private static string LogMeanExp(string x, OnnxGraph graph)
    {
        string largest = graph.Reduce("ReduceMax", x, [1], keep: true);
        string mean = graph.Reduce("ReduceMean", graph.Node("Exp", [graph.Subtract(x, largest)]), [1], keep: false);
        return graph.Add(graph.Node("Log", [mean]), graph.Reduce("ReduceMax", x, [1], keep: false));
    }
}
