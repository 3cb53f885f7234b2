namespace MLFlux.Onnx;

/// <summary>Normalisations, as they are in scoring.</summary>
internal static class NormalizationExporter
{
    public static string Export(BatchNormLayer layer, Shape input, string x, OnnxScope scope)
    {
        int channels = input[0];
        string y = scope.Graph.Node(
            "BatchNormalization",
            [
                x,
                layer.Affine ? scope.Add("weight") : Filled(channels, 1, scope),
                layer.Affine ? scope.Add("bias") : Filled(channels, 0, scope),
                scope.Add("running_mean"),
                scope.Add("running_var"),
            ],
            ("epsilon", (float)layer.Epsilon));
        return ActivationExporter.Export(layer.Activation, y, scope.Graph);
    }

    public static string Export(InstanceNormLayer layer, Shape input, string x, OnnxScope scope)
    {
        string y = scope.ScaleChannels(OverAxes(x, input[0], layer.Epsilon, scope), input.Rank, layer.Affine);
        return ActivationExporter.Export(layer.Activation, y, scope.Graph);
    }

    public static string Export(GroupNormLayer layer, Shape input, string x, OnnxScope scope)
    {
        string groups = scope.Graph.Reshape(x, layer.Groups, input.Size / layer.Groups);
        string normalized = scope.Graph.Reshape(
            OverAxes(groups, layer.Groups, layer.Epsilon, scope), [.. input.Select(size => (long)size)]);
        return ActivationExporter.Export(
            layer.Activation, scope.ScaleChannels(normalized, input.Rank, layer.Affine), scope.Graph);
    }

    public static string Export(LayerNormLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        long[] axes = [.. Enumerable.Range(0, layer.Axes).Select(i => (long)(input.Rank - i)).Reverse()];
        string centered = graph.Subtract(x, graph.Reduce("ReduceMean", x, axes, keep: true));
        string variance = graph.Reduce("ReduceMean", graph.Multiply(centered, centered), axes, keep: true);
        string y = graph.Divide(centered, graph.Node("Sqrt", [graph.Add(variance, graph.Number(layer.Epsilon))]));
        if (layer.Affine)
            y = graph.Add(graph.Multiply(y, scope.Add("weight")), scope.Add("bias"));
        return ActivationExporter.Export(layer.Activation, y, graph);
    }

    public static string Export(StandardizeLayer layer, Shape input, string x, OnnxScope scope)
    {
        int[] shape = [input[0], .. Enumerable.Repeat(1, input.Rank - 1)];
        return scope.Graph.Multiply(scope.Graph.Subtract(x, scope.Add("mean", shape)), scope.Add("scale", shape));
    }

    /// <summary>Normalises each channel of each row alone.</summary>
    private static string OverAxes(string x, int channels, double epsilon, OnnxScope scope) => scope.Graph.Node(
        "InstanceNormalization", [x, Filled(channels, 1, scope), Filled(channels, 0, scope)], ("epsilon", (float)epsilon));

    private static string Filled(int count, float value, OnnxScope scope)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return scope.Graph.Floats(scope.Path + (value == 0 ? "zeros" : "ones"), values, count);
    }
}
