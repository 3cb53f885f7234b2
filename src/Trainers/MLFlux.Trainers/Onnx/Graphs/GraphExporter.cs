using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>
/// Graphs: what has the same meaning in all operator sets that are written stays as it is; the rest is written with other operators.
/// </summary>
internal static class GraphExporter
{
    private static readonly Dictionary<string, Func<StepExport, string>> s_others = new()
    {
        ["Identity"] = step => step[0],
        ["Dropout"] = step => step[0],
        ["Reshape"] = step => step.Reshape(step[0]),
        ["Flatten"] = step => step.Reshape(step[0]),
        ["Squeeze"] = step => step.Reshape(step[0]),
        ["Unsqueeze"] = step => step.Reshape(step[0]),
        ["Gather"] = GatherExporter.Export,
        ["Slice"] = PartExporter.Slice,
        ["Pad"] = PartExporter.Pad,
        ["Expand"] = step => step.Graph.Node("Expand", [step[0], step.ShapeVector(step.Output)]),
        ["ConstantOfShape"] = PartExporter.Filled,
        ["Trilu"] = PartExporter.Triangle,
        ["Clip"] = FunctionExporter.Clip,
        ["Gelu"] = FunctionExporter.Gelu,
        ["HardSwish"] = step => step.Graph.Multiply(
            step[0], step.Graph.Node("HardSigmoid", [step[0]], ("alpha", 1 / 6f), ("beta", 0.5f))),
        ["Mish"] = step => step.Graph.Multiply(step[0], step.Graph.Node("Tanh", [step.Graph.Node("Softplus", [step[0]])])),
        ["Cast"] = step => step.Graph.Cast(step[0], StepExport.TypeOf(step.Output.Type)),
        ["Softmax"] = FunctionExporter.Softmax,
        ["LogSoftmax"] = FunctionExporter.Softmax,
        ["ReduceSum"] = ReductionExporter.Sum,
        ["ReduceMean"] = ReductionExporter.Export,
        ["ReduceMax"] = ReductionExporter.Export,
        ["ReduceMin"] = ReductionExporter.Export,
        ["ReduceL1"] = ReductionExporter.Export,
        ["ReduceL2"] = ReductionExporter.Export,
        ["ReduceSumSquare"] = ReductionExporter.Export,
        ["ReduceLogSumExp"] = ReductionExporter.Export,
        ["BatchNormalization"] = step => step.Graph.Node(
            "BatchNormalization", step.Inputs(), ("epsilon", step.Node.Attributes.GetValueOrDefault("epsilon") is float e ? e : 1e-5f)),
        ["LayerNormalization"] = NormExporter.Layers,
        ["GroupNormalization"] = NormExporter.Groups,
        ["Resize"] = PartExporter.Resize,
        ["Upsample"] = PartExporter.Resize,
    };

    /// <summary>Operators with several outputs.</summary>
    private static readonly Dictionary<string, Action<StepExport>> s_several = new()
    {
        ["Split"] = PartExporter.Split,
        ["TopK"] = PartExporter.TopK,
        ["RNN"] = RecurrenceExporter.Export,
        ["LSTM"] = RecurrenceExporter.Export,
        ["GRU"] = RecurrenceExporter.Export,
    };

    public static string Export(GraphLayer layer, Shape input, string x, OnnxScope scope)
    {
        GraphPlan plan = layer.Plan(input);
        var values = new GraphNames(layer, plan, x, scope);
        foreach (GraphStep step in plan.Steps)
        {
            var export = new StepExport(step, plan, values, layer, scope.Graph);
            if (s_several.TryGetValue(step.Node.Operation, out Action<StepExport>? several))
                several(export);
            else
                values.Set(step.Outputs[0], s_others.GetValueOrDefault(step.Node.Operation, Same)(export));
        }

        string y = values.Get(plan.Output);
        return plan.Values[plan.Output].Rank == 1 ? scope.Graph.Reshape(y, 1) : y;
    }

    private static string Same(StepExport step) => step.Graph.Node(
        step.Node.Operation, step.Inputs(), [.. step.Node.Attributes.Select(pair => new OnnxAttribute(pair.Key, pair.Value))]);
}
