namespace MLFlux.Onnx;

/// <summary>Tables of vectors that features choose from.</summary>
internal static class EmbeddingExporter
{
    /// <summary>ONNX Runtime refuses indices beyond the table, counts negative ones from its end, and cuts off fractions.</summary>
    public static string Export(EmbeddingLayer layer, Shape input, string x, OnnxScope scope)
    {
        float[] table = scope.Weight("weight").Values.ToArray();
        if (layer.Padding is Range padding)
            table.AsSpan(padding).Clear();
        string weight = scope.Graph.Floats(scope.Path + "weight", table, layer.Levels, layer.Width);
        return scope.Graph.Node("Gather", [weight, scope.Graph.Cast(x, OnnxType.Int64)], ("axis", 0L));
    }

    public static string Export(EmbeddingBagLayer layer, Shape input, string x, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        string rows = graph.Node("Gather", [scope.Add("weight"), graph.Cast(x, OnnxType.Int64)], ("axis", 0L));
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
