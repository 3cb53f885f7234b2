namespace MLFlux.Onnx;

/// <summary>Self-attention: [rows, time, features] → the same shape.</summary>
internal static class AttentionExporter
{
    public static string Export(MultiHeadAttentionLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        int time = input[0], features = input[1], width = features / layer.Heads;
        string projected = Product(x, "in_proj_weight", "in_proj_bias", layer.Bias, scope);

        // [rows, heads, time, width], the keys with the last two exchanged.
        string query = Heads(0, 2, 1, 3), keys = Heads(features, 2, 3, 1), values = Heads(2 * features, 2, 1, 3);
        string fits = graph.Multiply(graph.MatMul(query, keys), graph.Number(1 / Math.Sqrt(width)));
        if (scope.Padding.Axis is not null)
            fits = PaddingExporter.Unseen(fits, time, scope);
        string mixed = graph.MatMul(graph.Node("Softmax", [fits], ("axis", 3L)), values);
        string together = graph.Reshape(graph.Transpose(mixed, 0, 2, 1, 3), time, features);
        return Product(together, "out_proj.weight", "out_proj.bias", layer.Bias, scope);

        string Heads(int start, long first, long second, long third) => graph.Transpose(
            graph.Reshape(graph.Slice(projected, axis: 2, start, start + features), time, layer.Heads, width), 0, first, second, third);
    }

    private static string Product(string x, string weight, string bias, bool hasBias, OnnxScope scope)
    {
        string y = scope.Graph.MatMul(x, scope.Graph.Transpose(scope.Add(weight), 1, 0));
        return hasBias ? scope.Graph.Add(y, scope.Add(bias)) : y;
    }
}
