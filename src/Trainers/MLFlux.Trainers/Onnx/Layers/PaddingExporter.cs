namespace MLFlux.Onnx;

/// <summary>Leaves out of sequences what is padding.</summary>
internal static class PaddingExporter
{
    /// <summary>A number below those of any features, which stays finite where it is added up.</summary>
    private const double Lowest = -1e30;

    /// <summary>Tells the layers behind an embedding which of its features are padding.</summary>
    public static void Declare(string features, int padding, OnnxScope scope) => scope.Padding.Mask = Is(features, padding, scope.Graph);

    /// <summary>True where a feature is padding: [rows, n].</summary>
    public static string Is(string features, int padding, OnnxGraph graph) => graph.Node("Equal", [features, graph.Number(padding)]);

    /// <summary>[rows, ...input] with zeros where there is padding.</summary>
    public static string WithZeros(string x, Shape input, OnnxScope scope) => scope.Padding.Axis is not int time ? x : scope.Graph.Node(
        "Where", [scope.Graph.Reshape(scope.Padding.Mask, Beside(input, time)), scope.Graph.Number(0), x]);

    /// <summary>The shape for each row in which padding goes with a tensor of which one dimension is time.</summary>
    public static long[] Beside(Shape input, int time) => [.. input.Select((size, axis) => axis == time ? size : 1L)];

    /// <summary>The largest of what is not padding along some dimensions, which stay with length 1; where all is, zeros.</summary>
    /// <param name="x">[rows, ...].</param>
    /// <param name="padding">True where there is padding: [rows, time], or with dimensions of length 1 beside.</param>
    /// <param name="beside">The shape for each row in which the padding goes with x.</param>
    /// <param name="axes">The dimensions.</param>
    /// <param name="graph">Takes the operators.</param>
    public static string Max(string x, string padding, long[] beside, long[] axes, OnnxGraph graph)
    {
        string shaped = graph.Reshape(padding, beside);
        string largest = graph.Reduce("ReduceMax", graph.Node("Where", [shaped, graph.Number(Lowest), x]), axes, keep: true);
        string any = graph.Reduce("ReduceMax", Content(shaped, graph), axes, keep: true);
        return graph.Node("Where", [graph.Node("Equal", [any, graph.Number(0)]), graph.Number(0), largest]);
    }

    /// <summary>The mean of what is not padding; where all is, zeros.</summary>
    /// <inheritdoc cref="Max"/>
    public static string Mean(string x, string padding, long[] beside, long[] axes, OnnxGraph graph)
    {
        string shaped = graph.Reshape(padding, beside);
        long steps = beside.Max();
        string mean = graph.Reduce("ReduceMean", graph.Node("Where", [shaped, graph.Number(0), x]), axes, keep: true);
        string count = graph.Multiply(graph.Reduce("ReduceMean", Content(shaped, graph), axes, keep: true), graph.Number(steps));
        return graph.Divide(graph.Multiply(mean, graph.Number(steps)), graph.Node("Max", [count, graph.Number(1)]));
    }

    /// <summary>Scores of attention, [rows, heads, time, time], so low at padding that its weight is zero.</summary>
    public static string Unseen(string scores, int time, OnnxScope scope) => scope.Graph.Node(
        "Where", [scope.Graph.Reshape(scope.Padding.Mask, 1, 1, time), scope.Graph.Number(Lowest), scores]);

    /// <summary>
    /// The steps of sequences, [rows, time, features], with those that are padding behind the others, as ONNX's recurrent operators
    /// take them.
    /// </summary>
    /// <returns>The steps; how many of each row count; and the places that they had, [rows, time].</returns>
    public static (string Steps, string Lengths, string Places) Gather(string x, int time, OnnxScope scope)
    {
        OnnxGraph graph = scope.Graph;
        string content = Content(scope.Padding.Mask, graph);
        float[] times = [.. Enumerable.Range(0, time).Select(t => (float)t)];
        string rank = graph.Subtract(graph.Multiply(content, graph.Number(2.0 * time)), graph.Floats("times", times, time));
        string places = graph.Nodes("TopK", [rank, graph.Integers("time", time)], 2, ("axis", 1L))[1];
        string count = graph.Multiply(graph.Reduce("ReduceMean", content, [1], keep: false), graph.Number(time));
        return (Pick(x, places, graph), graph.Cast(graph.Add(count, graph.Number(0.5)), OnnxType.Int32), places);
    }

    /// <summary>Brings what <see cref="Gather"/> moved, [rows, time, ...], back to its places.</summary>
    public static string Scatter(string y, string places, int time, OnnxGraph graph)
    {
        string inverse = graph.Nodes(
            "TopK", [graph.Node("Neg", [graph.Cast(places, OnnxType.Float)]), graph.Integers("time", time)], 2, ("axis", 1L))[1];
        return Pick(y, inverse, graph);
    }

    private static string Content(string padding, OnnxGraph graph) => graph.Cast(graph.Node("Not", [padding]), OnnxType.Float);

    /// <summary>The steps at some places, in their order.</summary>
    private static string Pick(string x, string places, OnnxGraph graph)
    {
        string wide = graph.Node("Expand", [graph.Reshape(places, -1, 1), graph.Node("Shape", [x])]);
        return graph.Node("GatherElements", [x, wide], ("axis", 1L));
    }
}
