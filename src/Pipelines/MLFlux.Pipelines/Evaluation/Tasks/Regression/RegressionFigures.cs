using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>Numbers: label and score are a float, in the label's unit, or, between our own models, a vector of them.</summary>
internal sealed class RegressionFigures : TaskFigures
{
    public override PredictionTask Task => PredictionTask.Regression;

    public override TaskWords Words { get; } = new()
    {
        Name = "regression",
        PlainName = "number",
        ExpectedLabel = "a float; several numbers are evaluated one by one, each from a column of its own.",
        ExpectedScore = "a float",
        MainFigure = "R²",
        MistakesTitle = "Predictions farthest off",
        MistakeSize = "off by",
        Subject = (label, _) => $"The number '{label}'",
        ExplainedScore = (label, _) => $"the predicted {label}",
    };

    public override bool HasClasses => false;

    public override IReadOnlyList<string> WrittenColumns { get; } = [ScoredColumns.Score];

    public override IReadOnlyList<string> PredictionColumns => WrittenColumns;

    public override bool TakesLabel(DataViewType label) => ScoredColumns.IsFloat(label);

    public override bool TakesScore(DataViewType score) => ScoredColumns.IsFloat(score);

    public override LabelVariety Variety(IDataView scored, string label) =>
        LabelVarieties.Of<float, float>(scored, label, float.IsFinite, float.IsFinite);

    /// <summary>Of labels that are vectors, means over their numbers.</summary>
    public override IReadOnlyList<Metric> AnyMetrics(IHostEnvironment environment, IDataView scored, string label) =>
        scored.Schema[label].Type is VectorDataViewType labels
            ? VectorFigures.Metrics(scored, label, labels.Size)
            : Metrics(environment, scored, label);

    /// <summary>1 − e² / mean((y − ȳ)²), whose mean is R².</summary>
    public override double[] Gains(IDataView scored, string label)
    {
        if (scored.Schema[label].Type is VectorDataViewType vector)
            return VectorFigures.Gains(scored, label, vector.Size);

        var labels = new List<double>();
        double[] squaredErrors = ScoredPairs.Read<float, float>(scored, label, ScoredColumns.Score, (actual, score) =>
        {
            double error = (double)score - actual;
            if (double.IsFinite(error))
                labels.Add(actual);
            return double.IsFinite(error) ? error * error : double.NaN;
        });
        double mean = labels.DefaultIfEmpty(double.NaN).Average();
        double variance = labels.DefaultIfEmpty(double.NaN).Average(y => (y - mean) * (y - mean));
        return [.. squaredErrors.Select(squared => 1 - (squared / variance))];
    }

    public override IEnumerable<float> Labels(IDataView scored, string label) => scored.GetColumn<float>(label);

    public override ScoredRows Read(IDataView scored, string label, IReadOnlyList<string>? binaryValues, double temperature) =>
        RegressionRows.Read(scored, label);

    public override string? LabelValuesFault(int values) => null;

    public override IEnumerable<string> ProbabilityNames(IReadOnlyList<string> labelValues) => [];

    private protected override IReadOnlyList<Metric> Evaluate(
        IHostEnvironment environment, IDataView scored, string label, bool isVaried)
    {
        RegressionMetrics metrics = environment.Regression().Evaluate(scored, label);
        return
        [
            new("R²", isVaried ? metrics.RSquared : double.NaN, true),
            new("MAE", metrics.MeanAbsoluteError, false),
            new("RMSE", metrics.RootMeanSquaredError, false),
        ];
    }
}
