using MLFlux.Construction;

namespace MLFlux.Onnx;

/// <summary>Recurrent layers: [rows, time, features] → [rows, hidden] or [rows, time, hidden].</summary>
internal static class RecurrentExporter
{
    private const string OfLayer = "_l0", OfCell = "";

    public static string Export(RecurrentLayer layer, Shape input, string x, OnnxScope scope) =>
        Export(layer, layer.Output, OfLayer, input, x, scope);

    /// <summary>One step, as a sequence of that step.</summary>
    public static string Export(RecurrentCellLayer layer, Shape input, string x, OnnxScope scope) => Export(
        layer.Whole, RecurrentOutput.Last, OfCell, new Shape(1, input.Size), scope.Graph.Reshape(x, 1, input.Size), scope);

    public static string Export(RecurrenceLayer layer, Shape input, string x, OnnxScope scope) => Export(
        layer.Cell.Whole, layer.ReturnSequences ? RecurrentOutput.Sequence : RecurrentOutput.Last, OfCell, input, x,
        scope with { Path = $"{scope.Path}cell." });

    private static string Export(RecurrentLayer layer, RecurrentOutput output, string suffix, Shape input, string x, OnnxScope scope)
    {
        return layer switch
        {
            LstmLayer => Run("LSTM", [0, 3, 1, 2]), // Ours i, f, g, o; ONNX's i, o, f, g.
            GruLayer => Run("GRU", [1, 0, 2], ("linear_before_reset", 1L)), // Ours r, z, n; ONNX's z, r, n.
            GruV3Layer => Run("GRU", [1, 0, 2], ("linear_before_reset", 0L)),
            RnnLayer { Activation: TanhActivation } => Run("RNN", [0], ("activations", ["Tanh"])),
            RnnLayer { Activation: ReluActivation } => Run("RNN", [0], ("activations", ["Relu"])),
            RnnLayer { Activation: SigmoidActivation } => Run("RNN", [0], ("activations", ["Sigmoid"])),
            RnnLayer rnn => StepByStep(rnn, output, suffix, input, x, scope),
            _ => throw new NotSupportedException($"{layer} has no form in ONNX."),
        };

        string Run(string operation, int[] gates, params ReadOnlySpan<OnnxAttribute> attributes) =>
            RecurrentExporter.Run(layer, output, suffix, operation, gates, input, x, scope, attributes);
    }

    private static string Run(
        RecurrentLayer layer, RecurrentOutput output, string suffix, string operation, int[] gates, Shape input, string x, OnnxScope scope,
        params ReadOnlySpan<OnnxAttribute> attributes)
    {
        OnnxGraph graph = scope.Graph;
        int rows = gates.Length * layer.Hidden, time = input[0];
        (string Steps, string Lengths, string Places)? padded = scope.Padding.Axis is null ? null : PaddingExporter.Gather(x, time, scope);
        var inputs = new List<string>
        {
            graph.Transpose(padded?.Steps ?? x, 1, 0, 2),
            graph.Floats($"{scope.Path}weight_ih{suffix}", Gates("weight_ih" + suffix, gates, scope), 1, rows, input[1]),
            graph.Floats($"{scope.Path}weight_hh{suffix}", Gates("weight_hh" + suffix, gates, scope), 1, rows, layer.Hidden),
        };
        if (layer.Bias)
        {
            float[] biases = [.. Gates("bias_ih" + suffix, gates, scope), .. Gates("bias_hh" + suffix, gates, scope)];
            inputs.Add(graph.Floats($"{scope.Path}bias{suffix}", biases, 1, 2L * rows));
        }

        if (padded is not null)
            inputs.AddRange(layer.Bias ? [padded.Value.Lengths] : ["", padded.Value.Lengths]);

        // [time, directions, rows, hidden], then the last step's [directions, rows, hidden] for each part of the state.
        bool isWhole = output == RecurrentOutput.State;
        string[] outputs = graph.Nodes(operation, [.. inputs], isWhole ? 3 : 2, [("hidden_size", layer.Hidden), .. attributes]);
        return output switch
        {
            RecurrentOutput.Sequence => States(graph.Reshape(graph.Transpose(outputs[0], 2, 0, 1, 3), time, layer.Hidden)),
            RecurrentOutput.State => graph.Concat([.. outputs.Skip(1).Select(part => graph.Transpose(part, 1, 0, 2))], axis: 1),
            RecurrentOutput.Last => graph.Reshape(graph.Transpose(outputs[1], 1, 0, 2), layer.Hidden),
        };

        string States(string states) =>
            padded is null ? states : PaddingExporter.Scatter(states, padded.Value.Places, time, graph);
    }

    /// <summary>For activations that ONNX's operator does not have.</summary>
    private static string StepByStep(RnnLayer layer, RecurrentOutput output, string suffix, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        string fromInputs = graph.MatMul(x, graph.Transpose(scope.Add("weight_ih" + suffix), 1, 0));
        if (layer.Bias)
            fromInputs = graph.Add(graph.Add(fromInputs, scope.Add("bias_ih" + suffix)), scope.Add("bias_hh" + suffix));
        string weight = graph.Transpose(scope.Add("weight_hh" + suffix), 1, 0);

        bool isPadded = scope.Padding.Axis is not null;
        List<string> states = [], given = [];
        for (int time = 0; time < input[0]; time++)
        {
            string sum = graph.Reshape(graph.Slice(fromInputs, axis: 1, time, time + 1), layer.Hidden);
            if (time > 0)
                sum = graph.Add(sum, graph.MatMul(states[^1], weight));
            string next = ActivationExporter.Export(layer.Activation, sum, graph);
            string padding = isPadded ? graph.Slice(scope.Padding.Mask, axis: 1, time, time + 1) : "";
            given.Add(isPadded ? graph.Node("Where", [padding, graph.Number(0), next]) : next);
            states.Add(isPadded && time > 0 ? graph.Node("Where", [padding, states[^1], next]) : given[^1]);
        }

        return output == RecurrentOutput.Sequence
            ? graph.Concat([.. given.Select(state => graph.Reshape(state, 1, layer.Hidden))], axis: 1)
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
