using MLFlux.Construction;

namespace MLFlux.Onnx;

/// <summary>Layers side by side whose outputs become one.</summary>
internal static class ParallelExporter
{
    public static string Export(SkipConnectionLayer layer, Shape input, string x, OnnxScope scope) =>
        Combined(layer.Combine, [.. Outputs(layer, input, x, scope), x], input, scope.Graph);

    public static string Export(ParallelLayer layer, Shape input, string x, OnnxScope scope) =>
        Combined(layer.Combine, Outputs(layer, input, x, scope), layer.Layers[0].OutputShape(input), scope.Graph);

    /// <summary>The outputs of all heads, one after another.</summary>
    public static string Export(OutputsLayer layer, Shape input, string x, OnnxScope scope) =>
        scope.Graph.Concat(Outputs(layer, input, x, scope), axis: 1);

    public static string Export(MaxoutLayer layer, Shape input, string x, OnnxScope scope) =>
        Combined(Combine.Max, Outputs(layer, input, x, scope), input, scope.Graph);

    public static string Export(PairwiseFusionLayer layer, Shape input, string x, OnnxScope scope)
    {
        var outputs = new List<string>();
        Shape shape = input;
        foreach (LayerChild child in layer.Children(input))
        {
            if (outputs.Count == 0)
                outputs.Add(scope.Export(child, x));
            else
                outputs.Add(scope.Export(child, Combined(layer.Connection, [outputs[^1], x], shape, scope.Graph)));
            shape = child.Layer.OutputShape(child.Input);
        }

        return Combined(layer.Combine, [.. outputs], shape, scope.Graph);
    }

    /// <summary>Each column by itself; in one row, cut out of it.</summary>
    public static string Export(InputsLayer layer, Shape input, string x, OnnxScope scope)
    {
        var outputs = new List<string>();
        int start = 0;
        foreach (LayerChild child in layer.Children(input))
        {
            int end = start + child.Input.Size;
            string column = scope.Columns?[outputs.Count]
                ?? scope.Graph.Reshape(scope.Graph.Slice(x, axis: 1, start, end), [.. child.Input.Select(size => (long)size)]);
            outputs.Add(scope.Export(child, column));
            start = end;
        }

        return Combined(layer.Combine, [.. outputs], layer.Layers[0].OutputShape(layer.Shapes[0]), scope.Graph);
    }

    private static string[] Outputs(ContainerLayer layer, Shape input, string x, OnnxScope scope)
    {
        int? padded = scope.Padding.Axis;
        var outputs = new List<string>();
        foreach (LayerChild child in layer.Children(input))
        {
            scope.Padding.Axis = padded; // All of them take the same.
            outputs.Add(scope.Export(child, x));
        }

        return [.. outputs];
    }

    private static string Combined(Combine combine, string[] outputs, Shape shape, OnnxGraph graph)
    {
        switch (combine)
        {
            case ConcatCombine concat:
                return graph.Concat(outputs, concat.Axis + 1);
            case StackCombine:
                long[] alone = [1, .. shape.Select(size => (long)size)];
                return graph.Concat([.. outputs.Select(output => graph.Reshape(output, alone))], axis: 1);
            case var _ when combine == Combine.Multiply:
                return outputs.Aggregate(graph.Multiply);
            case var _ when combine == Combine.Subtract:
                return outputs.Aggregate(graph.Subtract);
            default:
                string operation = combine == Combine.Add ? "Sum" : combine == Combine.Mean ? "Mean" : "Max";
                return graph.Node(operation, outputs);
        }
    }
}
