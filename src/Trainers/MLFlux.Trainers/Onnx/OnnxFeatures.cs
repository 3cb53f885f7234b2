namespace MLFlux.Onnx;

/// <summary>The feature column in a graph: its numbers become what a network takes.</summary>
internal static class OnnxFeatures
{
    /// <summary>Adds what <c>FeatureGetter</c> does with a row: bytes are divided by 255, all other numbers become 32-bit floats.</summary>
    /// <param name="column">The column's values.</param>
    /// <param name="type">The type that they have in the graph.</param>
    /// <param name="graph">Takes the operators.</param>
    /// <returns>The values as floats, in the shape that they had.</returns>
    public static string ToFloats(string column, OnnxType type, OnnxGraph graph) => type switch
    {
        OnnxType.Float => column,
        OnnxType.UInt8 => graph.Multiply(graph.Cast(column, OnnxType.Float), graph.Number(1 / 255f)),
        OnnxType.Double or OnnxType.UInt32 or OnnxType.Int64 => graph.Cast(column, OnnxType.Float),
        OnnxType.Bool or OnnxType.Text => throw new NotSupportedException($"Features of type {type} are not numbers."),
        OnnxType.Int8 or OnnxType.UInt16 or OnnxType.Int16 or OnnxType.Int32 or OnnxType.UInt64 or OnnxType.Half or OnnxType.BFloat16 =>
            throw new System.Diagnostics.UnreachableException($"{type} is no type of features."),
    };
}
