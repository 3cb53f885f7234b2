using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>Yes or no: the label is a bool, the score is above 0 for yes, and there may be a probability.</summary>
internal sealed class BinaryFigures : TaskFigures
{
    public override PredictionTask Task => PredictionTask.BinaryClassification;

    public override TaskWords Words { get; } = new()
    {
        Name = "binary classification",
        PlainName = "yes or no",
        ExpectedLabel = "a bool.",
        ExpectedScore = "a float",
        MainFigure = "accuracy",
        MistakesTitle = "Most confident mistakes",
        MistakeSize = "score",
        MistakeConfidence = "confidence",
        Subject = (label, classes) => $"Whether '{label}' is '{classes!.Classes[1]}'",
        ExplainedScore = (_, values) => $"the score of {values[^1]} (the logit of its probability)",
    };

    public override bool HasClasses => true;

    public override double NatsOfLogLoss => Math.Log(2);

    public override bool NeedsEveryClass => true;

    public override IReadOnlyList<string> WrittenColumns { get; } =
        [ScoredColumns.Score, ScoredColumns.PredictedLabel, ScoredColumns.Probability];

    public override IReadOnlyList<string> PredictionColumns { get; } = [ScoredColumns.PredictedLabel, ScoredColumns.Probability];

    public override bool TakesLabel(DataViewType label) => label is BooleanDataViewType;

    public override bool TakesScore(DataViewType score) => ScoredColumns.IsFloat(score);

    public override LabelVariety Variety(IDataView scored, string label) =>
        LabelVarieties.Of<bool, float>(scored, label, _ => true, float.IsFinite);

    /// <summary>1 where the row is predicted rightly and 0 where not.</summary>
    public override double[] Gains(IDataView scored, string label) => ScoredPairs.Read<bool, float>(
        scored, label, ScoredColumns.Score, (actual, score) => float.IsNaN(score) ? double.NaN : score > 0 == actual ? 1 : 0);

    public override IEnumerable<float> Labels(IDataView scored, string label) =>
        scored.GetColumn<bool>(label).Select(value => value ? 1f : 0);

    public override ScoredRows Read(IDataView scored, string label, IReadOnlyList<string>? binaryValues, double temperature) =>
        BinaryRows.Read(scored, label, binaryValues ?? [bool.FalseString, bool.TrueString], temperature);

    public override string? LabelValuesFault(int values) => values is 0 or 2 ? null : $"yes and no are 2 label values, got {values}";

    public override IEnumerable<string> ProbabilityNames(IReadOnlyList<string> labelValues) => [$"probability of {labelValues[^1]}"];

    private protected override IReadOnlyList<Metric> Evaluate(
        IHostEnvironment environment, IDataView scored, string label, bool isVaried)
    {
        if (!isVaried)
            return OneClassFigures.Of(scored, label);

        BinaryClassificationCatalog catalog = environment.BinaryClassification();
        if (scored.Schema.GetColumnOrNull(ScoredColumns.Probability) is null)
            return Of(catalog.EvaluateNonCalibrated(scored, label));

        CalibratedBinaryClassificationMetrics metrics = catalog.Evaluate(scored, label);
        return
        [
            .. Of(metrics),
            new("log-loss", metrics.LogLoss, false),
            new("log-loss reduction", metrics.LogLossReduction, true),
        ];
    }

    private static Metric[] Of(BinaryClassificationMetrics metrics) =>
    [
        new("accuracy", metrics.Accuracy, true),
        new("AUC", metrics.AreaUnderRocCurve, true),
        new("F1", metrics.F1Score, true),
        new("precision", metrics.PositivePrecision, true),
        new("recall", metrics.PositiveRecall, true),
        new("AUPRC", metrics.AreaUnderPrecisionRecallCurve, true),
    ];
}
