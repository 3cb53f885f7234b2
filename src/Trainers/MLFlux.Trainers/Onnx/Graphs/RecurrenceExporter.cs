namespace MLFlux.Onnx;

/// <summary>Recurrent operators, whose lengths are of 32 bits in a file.</summary>
internal static class RecurrenceExporter
{
    private const int Lengths = 4;

    public static void Export(StepExport step)
    {
        string[] inputs = step.Inputs();
        if (step.Has(Lengths))
            inputs[Lengths] = step.Graph.Cast(inputs[Lengths], OnnxType.Int32);
        string[] outputs = step.Graph.Nodes(
            step.Node.Operation, inputs, step.Outputs.Count(),
            [.. step.Node.Attributes.Select(pair => new OnnxAttribute(pair.Key, pair.Value))]);
        for (int i = 0; i < outputs.Length; i++)
            step.Set(i, outputs[i]);
    }
}
