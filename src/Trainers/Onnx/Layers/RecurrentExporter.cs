namespace MLFlux.Onnx;

/// <summary>Recurrent layers: [rows, time, features] → [rows, hidden] or [rows, time, hidden].</summary>
internal static class RecurrentExporter
{
    public static string Export(LstmLayer layer, Shape input, string x, OnnxScope scope) =>
        Run(layer, "LSTM", [0, 3, 1, 2], input, x, scope); // Ours i, f, g, o; ONNX's i, o, f, g.

    public static string Export(GruLayer layer, Shape input, string x, OnnxScope scope) =>
        Run(layer, "GRU", [1, 0, 2], input, x, scope, ("linear_before_reset", 1L)); // Ours r, z, n; ONNX's z, r, n.

    public static string Export(RnnLayer layer, Shape input, string x, OnnxScope scope) => layer.Activation switch
    {
        TanhActivation => Run(layer, "RNN", [0], input, x, scope, ("activations", ["Tanh"])),
        ReluActivation => Run(layer, "RNN", [0], input, x, scope, ("activations", ["Relu"])),
        SigmoidActivation => Run(layer, "RNN", [0], input, x, scope, ("activations", ["Sigmoid"])),
        _ => StepByStep(layer, input, x, scope),
    };

    private static string Run(
        RecurrentLayer layer, string operation, int[] gates, Shape input, string x, OnnxScope scope, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        OnnxGraph graph = scope.Graph;
        int rows = gates.Length * layer.Hidden;
        var inputs = new List<string>
        {
            graph.Transpose(x, 1, 0, 2),
            graph.Floats(scope.Path + "weight_ih_l0", Gates("weight_ih_l0", gates, scope), 1, rows, input[1]),
            graph.Floats(scope.Path + "weight_hh_l0", Gates("weight_hh_l0", gates, scope), 1, rows, layer.Hidden),
        };
        if (layer.Bias)
        {
            float[] biases = [.. Gates("bias_ih_l0", gates, scope), .. Gates("bias_hh_l0", gates, scope)];
            inputs.Add(graph.Floats(scope.Path + "bias_l0", biases, 1, 2L * rows));
        }

        // [time, directions, rows, hidden], and the last step's [directions, rows, hidden].
        string[] outputs = graph.Nodes(operation, [.. inputs], 2, [("hidden_size", layer.Hidden), .. attributes]);
        return layer.ReturnSequences
            ? graph.Reshape(graph.Transpose(outputs[0], 2, 0, 1, 3), input[0], layer.Hidden)
            : graph.Reshape(graph.Transpose(outputs[1], 1, 0, 2), layer.Hidden);
    }

    /// <summary>For activations that ONNX's operator does not have.</summary>
    private static string StepByStep(RnnLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        string fromInputs = graph.MatMul(x, graph.Transpose(scope.Add("weight_ih_l0"), 1, 0));
        if (layer.Bias)
            fromInputs = graph.Add(graph.Add(fromInputs, scope.Add("bias_ih_l0")), scope.Add("bias_hh_l0"));
        string weight = graph.Transpose(scope.Add("weight_hh_l0"), 1, 0);

        var states = new List<string>();
        for (int time = 0; time < input[0]; time++)
        {
            string sum = graph.Reshape(graph.Slice(fromInputs, axis: 1, time, time + 1), layer.Hidden);
            if (time > 0)
                sum = graph.Add(sum, graph.MatMul(states[^1], weight));
            states.Add(ActivationExporter.Export(layer.Activation, sum, graph));
        }

        return layer.ReturnSequences
            ? graph.Concat([.. states.Select(state => graph.Reshape(state, 1, layer.Hidden))], axis: 1)
            : states[^1];
    }

    /// <summary>The rows of a weight with its gates in ONNX's order.</summary>
    private static float[] Gates(string name, int[] order, OnnxScope scope)
    {
        ReadOnlyMemory<float> values = scope.Weight(name).Values;
        int size = values.Length / order.Length;
        var ordered = new float[values.Length];
        for (int i = 0; i < order.Length; i++)
            values.Slice(order[i] * size, size).CopyTo(ordered.AsMemory(i * size));
        return ordered;
    }
}
