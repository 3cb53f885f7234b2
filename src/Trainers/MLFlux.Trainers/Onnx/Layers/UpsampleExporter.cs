namespace MLFlux.Onnx;

/// <summary>Images made larger.</summary>
internal static class UpsampleExporter
{
    public static string Export(UpsampleLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        float[] scales = [1, 1, .. layer.Scale.ToArray().Select(scale => (float)scale)];
        if (layer.Interpolation == Interpolation.Nearest)
        {
            return Resize(x, scales, graph, ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"),
                ("nearest_mode", "floor"));
        }

        // ONNX Runtime interpolates along two axes or three.
        bool isSequence = layer.Scale.Rank == 1;
        if (isSequence)
        {
            x = graph.Reshape(x, input[0], 1, input[1]);
            scales = [1, 1, 1, scales[2]];
        }

        string y = Resize(x, scales, graph, ("mode", "linear"), ("coordinate_transformation_mode", "align_corners"));
        return isSequence ? graph.Reshape(y, [.. layer.OutputShape(input).Select(size => (long)size)]) : y;
    }

    private static string Resize(string x, float[] scales, OnnxGraph graph, params ReadOnlySpan<OnnxAttribute> attributes) =>
        graph.Node("Resize", [x, graph.Floats("region", ReadOnlyMemory<float>.Empty, 0), graph.Floats("scales", scales, scales.Length)],
            attributes);
}
