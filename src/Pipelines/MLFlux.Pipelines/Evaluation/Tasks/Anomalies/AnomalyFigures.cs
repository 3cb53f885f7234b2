using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>Anomalies: the label is a float, 1 for an anomaly and 0 for none, and the score is the higher the stranger a row is.</summary>
internal sealed class AnomalyFigures : TaskFigures
{
    public override PredictionTask Task => PredictionTask.AnomalyDetection;

    public override TaskWords Words { get; } = new()
    {
        Name = "anomaly detection",
        PlainName = "anomaly or not",
        ExpectedLabel = "a float, 1 for an anomaly and 0 for none; ml.Transforms.Conversion.ConvertType makes it of a bool.",
        ExpectedScore = "a float",
        MainFigure = "accuracy",
        MistakesTitle = "Most confident mistakes",
        MistakeSize = "score",
        Subject = (label, _) => $"Whether '{label}' is an anomaly",
        ExplainedScore = (_, _) => "how far a row is from the others",
    };

    public override bool LearnsLabel => false;

    public override bool HasClasses => false;

    public override bool NeedsEveryClass => true;

    public override IReadOnlyList<string> WrittenColumns { get; } = [ScoredColumns.Score, ScoredColumns.PredictedLabel];

    public override IReadOnlyList<string> PredictionColumns { get; } = [ScoredColumns.PredictedLabel, ScoredColumns.Score];

    public override bool TakesLabel(DataViewType label) => ScoredColumns.IsFloat(label);

    public override bool TakesScore(DataViewType score) => ScoredColumns.IsFloat(score);

    public override LabelVariety Variety(IDataView scored, string label) =>
        LabelVarieties.Of<float, float>(scored, label, float.IsFinite, float.IsFinite);

    /// <summary>1 where the row is predicted rightly and 0 where not.</summary>
    public override double[] Gains(IDataView scored, string label) => ScoredPairs.Read<float, bool>(
        scored, label, ScoredColumns.PredictedLabel, (actual, predicted) => float.IsNaN(actual) ? double.NaN
            : actual > 0 == predicted ? 1 : 0);

    public override IEnumerable<float> Labels(IDataView scored, string label) => scored.GetColumn<float>(label);

    public override ScoredRows Read(IDataView scored, string label, IReadOnlyList<string>? binaryValues, double temperature) =>
        AnomalyRows.Read(scored, label);

    /// <summary>That rows are all anomalies, or none.</summary>
    public static ArgumentException OneLabel(string label, string parameter) => new(
        $"All rows have the same label in '{label}': with anomalies alone, or none, there is nothing to tell apart.", parameter);

    public override string? LabelValuesFault(int values) => values == 0 ? null : $"anomalies have no label values, got {values}";

    public override IEnumerable<string> ProbabilityNames(IReadOnlyList<string> labelValues) => [];

    private protected override IReadOnlyList<Metric> Evaluate(
        IHostEnvironment environment, IDataView scored, string label, bool isVaried)
    {
        if (Labels(scored, label).FirstOrDefault(value => value is not (0 or 1 or float.NaN)) is var other and not 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The label '{label}' is {other} in a row; anomaly detection expects 1 for an anomaly and 0 for none."),
                nameof(scored));
        }

        if (!isVaried)
            throw OneLabel(label, nameof(scored));

        AnomalyDetectionMetrics metrics = environment.AnomalyDetection().Evaluate(scored, label);
        return
        [
            new(Words.MainFigure, MeanGain(scored, label), true),
            new("AUC", metrics.AreaUnderRocCurve, true),
            new("detection rate", metrics.DetectionRateAtFalsePositiveCount, true),
        ];
    }
}
