using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using MLFlux.Onnx;

namespace MLFlux.Estimators;

/// <summary>A fitted network as a graph of ONNX, from its feature columns to its scores: a file, or a part of a pipeline's.</summary>
internal static class TransformerGraph
{
    /// <summary>The network alone, as a file that has an input for each feature column.</summary>
    /// <exception cref="NotSupportedException">A layer has no form in ONNX; the message names it.</exception>
    public static OnnxFile File(NeuralNetworkModel model, TaskColumns scores)
    {
        var file = new OnnxFile();
        var inputs = new List<(string Name, OnnxType Type)>();
        for (int i = 0; i < model.Inputs.Columns.Count; i++)
        {
            InputColumn input = model.Inputs.Columns[i];
            OnnxType type = input.Kind == InputKind.Bytes ? OnnxType.UInt8
                : model.Network.TakesTokensOf(i) ? OnnxType.Int64 : OnnxType.Float;
            inputs.Add((file.Input(input.Name, type, input.Shape), type));
        }

        foreach (string name in new[] { DefaultColumnNames.PredictedLabel, DefaultColumnNames.Score, DefaultColumnNames.Probability,
            QuantileColumns.Name, AnomalyColumns.Errors }.Union(scores.Columns(setId: 0).Select(column => column.Name)))
            file.Reserve(name);
        string[] features = [.. inputs.Select(input => OnnxFeatures.ToFloats(input.Name, input.Type, file))];
        foreach (OnnxOutput output in Outputs(model, scores, features, file, keepsKeys: false))
            file.Output(output);
        return file;
    }

    /// <summary>Adds the network and its columns to the graph that ML.NET's converter builds of a pipeline.</summary>
    /// <param name="context">The graph so far.</param>
    /// <param name="model">The network.</param>
    /// <param name="scores">Its score columns.</param>
    /// <param name="inputs">The columns that the network's view reads.</param>
    /// <param name="outputSchema">The schema that the network's view promises.</param>
    /// <exception cref="NotSupportedException">
    /// A layer has no form in ONNX, or a column that the network reads is not in the graph; the message names it.
    /// </exception>
    public static void AddTo(
        OnnxContext context, NeuralNetworkModel model, TaskColumns scores, BoundInputs inputs, DataViewSchema outputSchema)
    {
        context.CheckOpSetVersion(OnnxGraph.LeastOperatorSet, nameof(NeuralNetworkTransformer));
        if (inputs.Columns.FirstOrDefault(column => !context.ContainsColumn(column.Name)) is { Name: not null } lost)
        {
            throw new NotSupportedException(
                $"Column '{lost.Name}', which the network reads, is not in the graph: a step before the network has no form in ONNX, "
                + $"and ML.NET's log names it. Convert from there on: write the network by "
                + $"{nameof(NeuralNetworkTransformer.ExportToOnnx)}; or give ConvertToOnnx the network alone, and rows that hold "
                + $"{model.Inputs.Names} themselves, such as by ml.Data.Cache.");
        }

        var graph = new MLNetOnnxGraph(context);
        string[] features = [.. inputs.Layout.Columns.Zip(inputs.Columns, (input, column) => graph.Reshape(
            OnnxFeatures.ToFloats(context.GetVariableName(column.Name), FloatFeatureGetter.OnnxTypeOf(column), graph),
            [.. input.Shape.Select(size => (long)size)]))];
        foreach (OnnxOutput output in Outputs(model, scores, features, graph, keepsKeys: true))
            graph.Assign(output.Value, context.AddIntermediateVariable(outputSchema[output.Name].Type, output.Name));
    }

    private static IEnumerable<OnnxOutput> Outputs(
        NeuralNetworkModel model, TaskColumns scores, string[] features, OnnxGraph graph, bool keepsKeys) =>
        scores.Export(OnnxNetwork.Export(model, features, graph), graph, keepsKeys);
}
