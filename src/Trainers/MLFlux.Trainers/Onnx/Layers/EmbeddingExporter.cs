namespace MLFlux.Onnx;

/// <summary>Tables of vectors that features choose from.</summary>
internal static class EmbeddingExporter
{
    /// <summary>ONNX Runtime refuses indices beyond the table, counts negative ones from its end, and cuts off fractions.</summary>
    public static string Export(EmbeddingLayer layer, Shape input, string x, OnnxScope scope)
    {
        if (layer.Padding is int padding)
            PaddingExporter.Declare(x, padding, scope);
        return scope.Graph.Node("Gather", [Table(layer, scope), scope.Graph.Cast(x, OnnxType.Int64)], ("axis", 0L));
    }

    private static string Table(EmbeddingLayer layer, OnnxScope scope)
    {
        float[] table = scope.Weight("weight").Values.ToArray();
        if (layer.Zeros is Range zeros)
            table.AsSpan(zeros).Clear();
        return scope.Graph.Floats(scope.Path + "weight", table, layer.Levels, layer.Width);
    }

    public static string Export(EmbeddingBagLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        string rows = graph.Node("Gather", [Table(layer.Embedding, scope), graph.Cast(x, OnnxType.Int64)], ("axis", 0L));
        if (layer.Padding is int padding && layer.Combine != Combine.Add)
        {
            Func<string, string, long[], long[], OnnxGraph, string> within =
                layer.Combine == Combine.Max ? PaddingExporter.Max : PaddingExporter.Mean;
            return graph.Reshape(within(rows, PaddingExporter.Is(x, padding, graph), [input.Size, 1], [1], graph), layer.Width);
        }

        if (layer.Combine == Combine.Max)
            return graph.Reduce("ReduceMax", rows, [1], keep: false);

        string mean = graph.Reduce("ReduceMean", rows, [1], keep: false);
        return layer.Combine == Combine.Mean ? mean : graph.Multiply(mean, graph.Number(input.Size));
    }

    /// <summary>What is in no column, then for each column its slots times the table, and the first vector where no slot is on.</summary>
    public static string Export(EntityEmbeddingLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        var parts = new List<string>();
        int next = 0;
        foreach ((int start, int levels) in layer.Columns.Append((input.Size, 0)))
        {
            if (start > next)
                parts.Add(graph.Slice(x, axis: 1, next, start));
            next = start + levels;
        }

        for (int i = 0; i < layer.Columns.Length; i++)
        {
            (int start, int levels) = layer.Columns[i];
            string slots = graph.Slice(x, axis: 1, start, start + levels);
            string name = System.FormattableString.Invariant($"{i}.weight");
            NetworkWeight table = scope.Weight(name);
            int width = table.Shape[1];
            string seen = graph.MatMul(slots, graph.Floats(scope.Path + name, table.Values[width..], levels, width));
            string largest = graph.Reduce("ReduceMax", graph.Node("Abs", [slots]), [1], keep: true);
            string unseen = graph.Cast(graph.Node("Equal", [largest, graph.Number(0)]), OnnxType.Float);
            parts.Add(graph.Add(seen, graph.MatMul(unseen, graph.Floats(scope.Path + name, table.Values[..width], 1, width))));
        }

        return graph.Concat([.. parts], axis: 1);
    }
}
