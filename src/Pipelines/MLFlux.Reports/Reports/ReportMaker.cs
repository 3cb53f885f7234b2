using System.Globalization;
using Microsoft.ML;
using MLFlux.Labels;

namespace MLFlux.Reports;

/// <summary>Makes a report of scored rows.</summary>
internal sealed class ReportMaker(MLContext ml, IDataView scored, PredictionTask task, ReportOptions options)
{
    public PredictionReport Make()
    {
        IReadOnlyList<Metric> metrics = ml.Metrics(scored, task, options.LabelColumnName); // Refuses wrong columns and no rows.
        ScoredRows rows = ScoredRows.Read(scored, task, options);
        bool isNumber = task == PredictionTask.Regression;
        bool[] labels = [.. rows.Labels.Select(label => label == 1)];
        return new PredictionReport
        {
            Title = options.Title,
            Task = task,
            LabelColumnName = options.LabelName ?? options.LabelColumnName,
            Rows = rows.Numbers.Count,
            SkippedRows = rows.Skipped,
            Metrics = metrics,
            Classification = isNumber ? null : Count(rows),
            Calibration = rows.Probabilities.Count == 0 ? null : CalibrationCurve.Of(
                rows.Probabilities,
                task == PredictionTask.BinaryClassification ? labels
                : [.. rows.Labels.Zip(rows.Predictions, (label, prediction) => label == prediction)],
                options.CalibrationBins),
            Curve = task == PredictionTask.BinaryClassification && labels.Contains(true) && labels.Contains(false)
            ? ThresholdCurve.Of(rows.Scores, labels, rows.Probabilities) : null,
            Residuals = isNumber ? Residuals.Of(rows.Labels, rows.Scores) : null,
            Mistakes = FindMistakes(rows),
            History = options.History is { Epochs.Count: > 0 } ? options.History : null,
            FitTime = options.FitTime,
            Baselines = [.. options.Baselines],
            Importance = [.. options.Importance],
            Verdict = options.Verdict,
            Columns = [.. options.Columns],
            Network = options.Network,
        };
    }

    private static ClassificationReport Count(ScoredRows rows)
    {
        int classes = rows.Classes.Length;
        var counts = new long[classes, classes];
        for (int i = 0; i < rows.Labels.Count; i++)
            counts[(int)rows.Labels[i], (int)rows.Predictions[i]]++;
        return new ClassificationReport(rows.Classes, counts, rows.Skipped);
    }

    private Mistake[] FindMistakes(ScoredRows rows)
    {
        int[] worst = [.. Enumerable.Range(0, rows.Labels.Count)
            .Where(i => rows.Labels[i] != rows.Predictions[i])
            .OrderByDescending(i => Size(rows, i))
            .Take(options.Mistakes)];
        var values = RowValues.Read(scored, options, [.. worst.Select(i => rows.Numbers[i])]);
        return [.. worst.Select(i => new Mistake(
            rows.Numbers[i], Text(rows, rows.Labels[i]), Text(rows, rows.Predictions[i]), Size(rows, i),
            values[rows.Numbers[i]].Values, values[rows.Numbers[i]].Thumbnail)
        {
            Source = options.RowSource?.Invoke(rows.Numbers[i]),
        })];
    }

    private double Size(ScoredRows rows, int i) => task switch
    {
        PredictionTask.Regression => Math.Abs((double)rows.Labels[i] - rows.Predictions[i]),
        PredictionTask.BinaryClassification when rows.Probabilities.Count == 0 => Math.Abs(rows.Scores[i]),
        PredictionTask.BinaryClassification => rows.Predictions[i] == 1 ? rows.Probabilities[i] : 1.0 - rows.Probabilities[i],
        _ => rows.Probabilities.Count == 0 ? 0 : rows.Probabilities[i],
    };

    private static string Text(ScoredRows rows, float value) =>
        rows.Classes.Length > 0 ? rows.Classes[(int)value] : value == MathF.Truncate(value) ? LabelText.Of(value)
        : value.ToString("G6", CultureInfo.InvariantCulture);
}
