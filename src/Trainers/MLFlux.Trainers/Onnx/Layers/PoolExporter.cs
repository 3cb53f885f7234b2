namespace MLFlux.Onnx;

/// <summary>Pools along one to three axes.</summary>
internal static class PoolExporter
{
    public static string Export(PoolLayer layer, string operation, string x, OnnxGraph graph,
        params ReadOnlySpan<OnnxAttribute> attributes) =>
        graph.Node(
            operation,
            [x],
            [
                ("kernel_shape", layer.Window.ToLongs()),
                ("strides", layer.Stride.ToLongs()),
                ("pads", ConvolutionExporter.Pads(layer.Moves)),
                .. attributes,
            ]);

    /// <summary>
    /// Windows that need not be equally large, which ONNX has no operator for: along one axis after another, each window is cut
    /// out and reduced.
    /// </summary>
    public static string Export(AdaptivePoolLayer layer, string reduction, Shape input, string x, OnnxGraph graph)
    {
        for (int axis = 0; axis < layer.Size.Rank; axis++)
        {
            long dimension = axis + 2, length = input[axis + 1], size = layer.Size[axis];
            var windows = new string[size];
            for (long i = 0; i < size; i++)
            {
                string window = graph.Slice(x, dimension, i * length / size, (((i + 1) * length) + size - 1) / size);
                windows[i] = graph.Reduce(reduction, window, [dimension], keep: true);
            }

            x = graph.Concat(windows, dimension);
        }

        return x;
    }
}
