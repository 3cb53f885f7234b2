namespace MLFlux.Onnx;

/// <summary>Layers that make several values of each number.</summary>
internal static class NumberEmbeddingExporter
{
    public static string Export(PiecewiseLinearLayer layer, Shape input, string x, OnnxScope scope) =>
        Embed(layer, input, x, scope, (numbers, graph) =>
        {
            string parts = graph.Multiply(graph.Subtract(numbers, scope.Add("start")), scope.Add("slope"));
            return graph.Node("Max", [graph.Node("Min", [parts, graph.Number(1)]), graph.Number(0)]);
        });

    public static string Export(PeriodicLayer layer, Shape input, string x, OnnxScope scope) =>
        Embed(layer, input, x, scope, (numbers, graph) =>
        {
            string angles = graph.Multiply(graph.Multiply(numbers, scope.Add("frequency")), graph.Number(2 * Math.PI));
            return graph.Concat([graph.Node("Cos", [angles]), graph.Node("Sin", [angles])], axis: 2);
        });

    private static string Embed(NumberEmbeddingLayer layer, Shape input, string x, OnnxScope scope, Func<string, OnnxGraph, string> encode)
    {
        OnnxGraph graph = scope.Graph;
        long[] numbers = layer.Numbers(input);
        if (numbers.Length == 0)
            return graph.Node("Identity", [x]);

        long[] others = [.. Enumerable.Range(0, input.Size).Select(place => (long)place).Except(numbers)];
        string parts = encode(graph.Reshape(Choose(x, numbers, graph), numbers.Length, 1), graph);
        int width = layer.Parts;
        if (layer.Width is int mapped)
        {
            // One product a number: [numbers, rows, parts] × [numbers, parts, width].
            string product = graph.Transpose(graph.MatMul(graph.Transpose(parts, 1, 0, 2), scope.Add("weight")), 1, 0, 2);
            parts = ActivationExporter.Export(layer.Activation, graph.Add(product, scope.Add("bias")), graph);
            width = mapped;
        }

        string flat = graph.Reshape(parts, numbers.Length * (long)width);
        return others.Length == 0 ? flat : graph.Concat([Choose(x, others, graph), flat], axis: 1);
    }

    private static string Choose(string x, long[] places, OnnxGraph graph) =>
        graph.Node("Gather", [x, graph.Integers("places", places)], ("axis", 1L));
}
