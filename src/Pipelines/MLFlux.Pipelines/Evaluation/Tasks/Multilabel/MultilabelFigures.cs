using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Estimators;

namespace MLFlux.Evaluation;

/// <summary>Several labels a row: the label is a vector of bools, of 0 and 1 or of keys, and there is a score for each label.</summary>
internal sealed class MultilabelFigures : TaskFigures
{
    public override PredictionTask Task => PredictionTask.MultilabelClassification;

    public override TaskWords Words { get; } = new()
    {
        Name = "multi-label classification",
        PlainName = "labels",
        ExpectedLabel = "a vector of bools, of floats that are 0 and 1, or of keys.",
        ExpectedScore = "a vector of floats",
        MainFigure = "example F1",
        MistakesTitle = "Rows with the most wrong labels",
        MistakeSize = "wrong labels",
        Subject = (label, _) => $"The labels of '{label}'",
        ExplainedScore = (_, _) => "the score of the likeliest label (the logit of its probability)",
    };

    public override bool HasClasses => false;

    public override IReadOnlyList<string> WrittenColumns { get; } =
        [ScoredColumns.Score, ScoredColumns.PredictedLabel, ScoredColumns.Probability];

    public override IReadOnlyList<string> PredictionColumns { get; } = [ScoredColumns.PredictedLabel, ScoredColumns.Probability];

    public override bool TakesLabel(DataViewType label) => label is VectorDataViewType vector && (vector.ItemType is KeyDataViewType
        || (vector.IsKnownSize && (vector.ItemType is BooleanDataViewType || ScoredColumns.IsFloat(vector.ItemType))));

    public override bool TakesScore(DataViewType score) =>
        score is VectorDataViewType { ItemType: var item } && ScoredColumns.IsFloat(item);

    public override LabelVariety Variety(IDataView scored, string label)
    {
        ScoredLabels rows = Read(scored, label);
        return rows.Count == 0 ? LabelVariety.None
            : Enumerable.Range(1, rows.Count - 1).Any(row => !rows.Actual(row).SequenceEqual(rows.Actual(0)))
                ? LabelVariety.Several : LabelVariety.One;
    }

    /// <summary>The F1 of each row's labels.</summary>
    public override double[] Gains(IDataView scored, string label)
    {
        ScoredLabels rows = Read(scored, label);
        double[] gains = [.. Enumerable.Repeat(double.NaN, rows.Count + rows.Skipped)];
        for (int row = 0; row < rows.Count; row++)
            gains[rows.Numbers[row]] = MultilabelEvaluation.ExampleF1(rows, row);
        return gains;
    }

    public override IEnumerable<float> Labels(IDataView scored, string label) => MultilabelBinding.ReadAll(scored, label)
        .SelectMany(row => row is null ? [float.NaN] : row.Select(has => has ? 1f : 0));

    public override ScoredRows Read(IDataView scored, string label, IReadOnlyList<string>? binaryValues, double temperature) =>
        new MultilabelRows(Read(scored, label), temperature);

    public override IEnumerable<string> EachLabel(IDataView scored, string label) =>
        MultilabelEvaluation.Of(Read(scored, label)).Labels.Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Label}: precision {one.Precision:0.0000}, recall {one.Recall:0.0000}, F1 {one.F1:0.0000}, average precision "
            + $"{one.AveragePrecision:0.0000}, {one.Rows:N0} rows")).Prepend("");

    public override string? LabelValuesFault(int values) => null;

    public override IEnumerable<string> ProbabilityNames(IReadOnlyList<string> labelValues) =>
        labelValues.Select(value => $"probability of {value}");

    private protected override IReadOnlyList<Metric> Evaluate(
        IHostEnvironment environment, IDataView scored, string label, bool isVaried)
    {
        MultilabelClassificationMetrics metrics = MultilabelEvaluation.Of(Read(scored, label));
        return
        [
            new(Words.MainFigure, metrics.ExampleF1, true),
            new("micro-F1", metrics.MicroF1, true),
            new("macro-F1", metrics.MacroF1, true),
            new("mean average precision", metrics.MeanAveragePrecision, true),
            new("exact match", metrics.ExactMatch, true),
            new("Hamming loss", metrics.HammingLoss, false),
        ];
    }

    private static ScoredLabels Read(IDataView scored, string label) =>
        ScoredLabels.Read(scored, label, ScoredColumns.Score, ScoredColumns.PredictedLabel);
}
