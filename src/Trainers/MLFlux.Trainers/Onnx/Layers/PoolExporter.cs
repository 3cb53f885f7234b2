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

    /// <summary>All of a channel, but for what is padding.</summary>
    /// <param name="operation">The operator for channels without padding.</param>
    /// <param name="within">What is computed where there is padding.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="x">[rows, ...input].</param>
    /// <param name="scope">The graph, and where padding runs.</param>
    public static string Export(
        string operation, Func<string, string, long[], long[], OnnxGraph, string> within, Shape input, string x, OnnxScope scope)
    {
        if (scope.Padding.Axis is not (int time and > 0))
            return scope.Graph.Node(operation, [x]);

        long[] axes = [.. Enumerable.Range(2, input.Rank - 1).Select(axis => (long)axis)];
        return within(x, scope.Padding.Mask, PaddingExporter.Beside(input, time), axes, scope.Graph);
    }

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
