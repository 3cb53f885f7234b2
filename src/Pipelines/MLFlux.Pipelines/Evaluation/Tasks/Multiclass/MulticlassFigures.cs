using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>One class of several: the label is a key, and there is a score for each class.</summary>
internal sealed class MulticlassFigures : TaskFigures
{
    public override PredictionTask Task => PredictionTask.MulticlassClassification;

    public override TaskWords Words { get; } = new()
    {
        Name = "multiclass classification",
        PlainName = "classes",
        ExpectedLabel = "a key of UInt32. Make one with MapValueToKey.",
        ExpectedScore = "a vector of floats",
        MainFigure = "accuracy",
        MistakesTitle = "Most confident mistakes",
        MistakeSize = "score",
        MistakeConfidence = "confidence",
        Subject = (label, classes) => $"One of {classes!.Classes.Count} classes of '{label}'",
        ExplainedScore = (_, _) => "the probability of the predicted value",
    };

    public override bool HasClasses => true;

    public override IReadOnlyList<string> WrittenColumns { get; } = [ScoredColumns.Score, ScoredColumns.PredictedLabel];

    public override IReadOnlyList<string> PredictionColumns { get; } = [ScoredColumns.PredictedLabel, ScoredColumns.Score];

    public override bool TakesLabel(DataViewType label) => label is KeyDataViewType { RawType: var raw } && raw == typeof(uint);

    public override bool TakesScore(DataViewType score) =>
        score is VectorDataViewType { ItemType: var item } && ScoredColumns.IsFloat(item);

    public override LabelVariety Variety(IDataView scored, string label) => LabelVarieties.Of<uint, VBuffer<float>>(
        scored, label, key => key != 0, scores => scores.DenseValues().All(float.IsFinite));

    /// <summary>1 where the class of the row has the highest score, and 0 where another has.</summary>
    public override double[] Gains(IDataView scored, string label)
    {
        var scores = Array.Empty<float>();
        return ScoredPairs.Read<uint, VBuffer<float>>(scored, label, ScoredColumns.Score, (actual, score) =>
        {
            Array.Resize(ref scores, score.Length);
            score.CopyTo(scores);
            return actual == 0 || scores.Any(float.IsNaN) ? double.NaN : Array.IndexOf(scores, scores.Max()) == actual - 1 ? 1 : 0;
        });
    }

    public override IEnumerable<float> Labels(IDataView scored, string label) => scored.GetColumn<uint>(label).Select(key => (float)key);

    public override ScoredRows Read(IDataView scored, string label, IReadOnlyList<string>? binaryValues, double temperature) =>
        MulticlassRows.Read(scored, label, temperature);

    public override ClassificationReport Classes(IHostEnvironment environment, IDataView scored, string label) =>
        environment.MulticlassClassification().ClassificationReport(scored, label);

    public override string? LabelValuesFault(int values) => values != 1 ? null : "several classes are at least 2 label values, got 1";

    public override IEnumerable<string> ProbabilityNames(IReadOnlyList<string> labelValues) =>
        labelValues.Select(value => $"probability of {value}");

    private protected override IReadOnlyList<Metric> Evaluate(
        IHostEnvironment environment, IDataView scored, string label, bool isVaried)
    {
        MulticlassClassificationMetrics metrics = environment.MulticlassClassification().Evaluate(scored, label);
        return
        [
            new("micro-accuracy", metrics.MicroAccuracy, true),
            new("macro-accuracy", metrics.MacroAccuracy, true),
            new("log-loss", metrics.LogLoss, false),
            new("log-loss reduction", isVaried ? metrics.LogLossReduction : double.NaN, true),
        ];
    }
}
