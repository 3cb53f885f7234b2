namespace MLFlux.Onnx;

/// <summary>Convolutions along one to three axes.</summary>
internal static class ConvolutionExporter
{
    public static string Export(ConvLayer layer, Shape input, string x, OnnxScope scope)
    {
        string y = scope.Graph.Node(
            "Conv",
            Inputs(layer, PaddingExporter.WithZeros(x, input, scope), scope),
            ("kernel_shape", layer.Kernel.ToLongs()),
            ("strides", layer.Stride.ToLongs()),
            ("dilations", layer.Dilation.ToLongs()),
            ("group", layer.Groups),
            ("pads", Pads(layer.Window)));
        return ActivationExporter.Export(layer.Activation, y, scope.Graph);
    }

    public static string Export(DepthwiseConvLayer layer, Shape input, string x, OnnxScope scope) =>
        Export(layer.Grouped(input), input, x, scope);

    public static string Export(ConvTransposeLayer layer, Shape input, string x, OnnxScope scope)
    {
        TransposedAxis[] axes = [.. Enumerable.Range(0, layer.Kernel.Rank).Select(layer.Axis)];
        string y = scope.Graph.Node(
            "ConvTranspose",
            Inputs(layer, x, scope),
            ("kernel_shape", layer.Kernel.ToLongs()),
            ("strides", layer.Stride.ToLongs()),
            ("dilations", layer.Dilation.ToLongs()),
            ("group", layer.Groups),
            ("output_padding", [.. axes.Select(axis => (long)axis.OutputPadding)]),
            ("pads", [.. axes.Select(axis => (long)axis.Padding), .. axes.Select(axis => (long)axis.Padding + axis.Cut)]));
        return ActivationExporter.Export(layer.Activation, y, scope.Graph);
    }

    /// <summary>What a window puts before each axis, then after each.</summary>
    public static long[] Pads(Window window)
    {
        int[] axes = [.. Enumerable.Range(0, window.Rank)];
        return [.. axes.Select(axis => (long)window.Before(axis)), .. axes.Select(axis => (long)window.After(axis))];
    }

    private static string[] Inputs(ConvolutionLayer layer, string x, OnnxScope scope) =>
        layer.Bias ? [x, scope.Add("weight"), scope.Add("bias")] : [x, scope.Add("weight")];
}
