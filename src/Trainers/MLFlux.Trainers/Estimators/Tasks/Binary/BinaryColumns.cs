using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Onnx;
using ScoreKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace MLFlux.Estimators;

/// <summary><c>PredictedLabel</c>, <c>Score</c> (the logit) and <c>Probability</c> (its sigmoid, kept off 0 and 1).</summary>
/// <param name="threshold">The score above which <c>PredictedLabel</c> is yes.</param>
internal sealed class BinaryColumns(float threshold) : TaskColumns
{
    /// <summary>ML.NET takes the logarithm of the probability as it is; this is the least that keeps 1 − p off 1.</summary>
    internal const float LeastProbability = 1f / (1 << 24);

    public override void Finish(Span<float> scores, int rows)
    {
        // The network's output is the score.
    }

    public override TaskColumns WithThreshold(float score) => new BinaryColumns(score);

    public override Delegate CreateGetter(int column, IRowScores scores) => column switch
    {
        0 => (ValueGetter<bool>)((ref bool value) => value = scores.Current[0] > threshold),
        1 => (ValueGetter<float>)((ref float value) => value = scores.Current[0]),
        _ => (ValueGetter<float>)((ref float value) => value = Probability(scores.Current[0])),
    };

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys) =>
    [
        new(DefaultColumnNames.PredictedLabel, graph.Node("Greater", [scores, graph.Number(threshold)]), OnnxType.Bool, new Shape(1)),
        new(DefaultColumnNames.Score, scores, OnnxType.Float, new Shape(1)),
        new(DefaultColumnNames.Probability, ExportProbability(scores, graph), OnnxType.Float, new Shape(1)),
    ];

    /// <summary>Adds the probabilities of logits to an ONNX graph.</summary>
    internal static string ExportProbability(string scores, OnnxGraph graph)
    {
        string probability = graph.Node("Max", [graph.Node("Sigmoid", [scores]), graph.Number(LeastProbability)]);
        return graph.Node("Min", [probability, graph.Number(1 - LeastProbability)]);
    }

    /// <summary>The probability that a logit stands for.</summary>
    internal static float Probability(float score) =>
        Math.Clamp(1 / (1 + MathF.Exp(-score)), LeastProbability, 1 - LeastProbability);

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.PredictedLabel,
            BooleanDataViewType.Instance,
            ScoreAnnotations(setId, ScoreKind.BinaryClassification, ValueKind.PredictedLabel).ToAnnotations());
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.Score,
            NumberDataViewType.Single,
            ScoreAnnotations(setId, ScoreKind.BinaryClassification, ValueKind.Score).ToAnnotations());

        DataViewSchema.Annotations.Builder probability =
            ScoreAnnotations(setId, ScoreKind.BinaryClassification, ValueKind.Probability);
        probability.AddIsNormalized();
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.Probability, NumberDataViewType.Single, probability.ToAnnotations());
    }
}
