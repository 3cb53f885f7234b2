using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Evaluation;

namespace MLFlux.Reports;

/// <summary>Makes a report of scored rows.</summary>
internal sealed class ReportMaker(IHostEnvironment environment, IDataView scored, TaskFigures task, ReportOptions options)
{
    public PredictionReport Make()
    {
        IReadOnlyList<Metric> metrics = task.Metrics(environment, scored, options.LabelColumnName); // Refuses wrong columns and no rows.
        double? temperature = options.History?.Temperature?.Temperature;
        ScoredRows rows = task.Read(scored, options.LabelColumnName, options.BinaryValues, temperature ?? 1);
        return new PredictionReport
        {
            Title = options.Title,
            Task = task.Task,
            LabelColumnName = options.LabelName ?? options.LabelColumnName,
            Rows = rows.Numbers.Count,
            SkippedRows = rows.Skipped,
            Metrics = metrics,
            Classification = rows.Classification,
            Labels = rows.EachLabel,
            Calibration = rows.Calibration(options.CalibrationBins),
            CalibrationBefore = temperature is null ? null : rows.Calibration(options.CalibrationBins, isBefore: true),
            Curve = rows.Curve,
            Residuals = rows.Residuals,
            Ranges = rows.Ranges,
            Mistakes = FindMistakes(rows),
            History = options.History is { Epochs.Count: > 0 } ? options.History : null,
            FitTime = options.FitTime,
            Baselines = [.. options.Baselines],
            Importance = [.. options.Importance],
            Verdict = options.Verdict,
            Notes = [.. options.Notes],
            Columns = [.. options.Columns],
            Network = options.Network,
        };
    }

    private Mistake[] FindMistakes(ScoredRows rows)
    {
        int[] worst = [.. Enumerable.Range(0, rows.Labels.Count)
            .Where(i => rows.Labels[i] != rows.Predictions[i])
            .OrderByDescending(i => rows.MistakeSize(i))
            .Take(options.Mistakes)];
        var values = RowValues.Read(scored, options, [.. worst.Select(i => rows.Numbers[i])]);
        Dictionary<long, IReadOnlyList<ColumnContribution>> contributions = options.Explained is { } explained
            ? RowContributions.Read(explained, [.. worst.Select(i => rows.Numbers[i])]) : [];
        return [.. worst.Select(i => new Mistake(
            rows.Numbers[i], rows.Text(rows.Labels[i]), rows.Text(rows.Predictions[i]), rows.MistakeSize(i),
            values[rows.Numbers[i]].Values, values[rows.Numbers[i]].Thumbnail)
        {
            Source = options.RowSource?.Invoke(rows.Numbers[i]),
            Contributions = contributions.GetValueOrDefault(rows.Numbers[i], []),
        })];
    }
}
