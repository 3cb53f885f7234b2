namespace MLFlux.Onnx;

/// <summary>Layers whose weights multiply all of their input.</summary>
internal static class DenseExporter
{
    public static string Export(DenseLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        string y;
        if (input.Rank == 1)
        {
            string[] inputs = layer.Bias ? [x, scope.Add("weight"), scope.Add("bias")] : [x, scope.Add("weight")];
            y = graph.Node("Gemm", inputs, ("transB", 1L));
        }
        else
        {
            y = graph.MatMul(x, graph.Transpose(scope.Add("weight"), 1, 0));
            if (layer.Bias)
                y = graph.Add(y, scope.Add("bias"));
        }

        return ActivationExporter.Export(layer.Activation, y, graph);
    }

    public static string Export(ScaleLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        string y = graph.Multiply(x, scope.Add("weight"));
        return ActivationExporter.Export(layer.Activation, layer.Bias ? graph.Add(y, scope.Add("bias")) : y, graph);
    }

    /// <summary>yₖ = xᵀ Wₖ z + bₖ as two products: x times all Wₖ side by side, and each of what comes of it times z.</summary>
    public static string Export(BilinearLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        int n = input[input.Rank - 1], outputs = layer.Outputs;
        string z = x;
        if (input.Rank == 2)
        {
            z = graph.Reshape(graph.Slice(x, axis: 1, 1, 2), n);
            x = graph.Reshape(graph.Slice(x, axis: 1, 0, 1), n);
        }

        // [outputs, n, n] becomes [n, outputs × n].
        string weight = graph.Floats(scope.Path
            + "weight", SideBySide(scope.Weight("weight").Values.Span, outputs, n), n, outputs * (long)n);
        string halves = graph.Reshape(graph.MatMul(x, weight), outputs, n);
        string y = graph.Reshape(graph.MatMul(halves, graph.Reshape(z, n, 1)), outputs);
        return ActivationExporter.Export(layer.Activation, layer.Bias ? graph.Add(y, scope.Add("bias")) : y, graph);
    }

    private static float[] SideBySide(ReadOnlySpan<float> weights, int outputs, int n)
    {
        var values = new float[weights.Length];
        for (int k = 0; k < outputs; k++)
        {
            for (int row = 0; row < n; row++)
                weights.Slice(((k * n) + row) * n, n).CopyTo(values.AsSpan(((row * outputs) + k) * n, n));
        }

        return values;
    }
}
