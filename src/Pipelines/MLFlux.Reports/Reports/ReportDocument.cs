using System.Text.Json;

namespace MLFlux.Reports;

/// <summary>A report as it is written to JSON.</summary>
internal sealed record ReportDocument
{
    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = 1;

    public required string Title { get; init; }

    public required PredictionTask Task { get; init; }

    public required string Label { get; init; }

    public required long Rows { get; init; }

    public required long SkippedRows { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    public TimeSpan? FitTime { get; init; }

    public required IReadOnlyList<ReportBaseline> Baselines { get; init; }

    public IReadOnlyList<ClassFigures>? Classes { get; init; }

    /// <summary>A list for each actual class, in it a count for each predicted one.</summary>
    public IReadOnlyList<IReadOnlyList<long>>? ConfusionMatrix { get; init; }

    /// <summary>The figures of each label, where rows have several.</summary>
    public IReadOnlyList<LabelMetrics>? Labels { get; init; }

    public CalibrationCurve? Calibration { get; init; }

    public CalibrationCurve? CalibrationBefore { get; init; }

    public ThresholdCurve? Thresholds { get; init; }

    public Residuals? Residuals { get; init; }

    /// <summary>How predicted ranges hold.</summary>
    public PredictedRanges? Ranges { get; init; }

    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    public required IReadOnlyList<FeatureImportance> Importance { get; init; }

    public TrainingHistory? History { get; init; }

    public string? Verdict { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }

    public IReadOnlyList<ModelCardColumn>? Columns { get; init; }

    public string? Network { get; init; }

    public static ReportDocument Of(PredictionReport report) => new()
    {
        Title = report.Title,
        Task = report.Task,
        Label = report.LabelColumnName,
        Rows = report.Rows,
        SkippedRows = report.SkippedRows,
        Metrics = report.Metrics,
        FitTime = report.FitTime,
        Baselines = report.Baselines,
        Classes = report.Classification?.Figures,
        ConfusionMatrix = report.Classification is { } classes ? Counts(classes) : null,
        Labels = report.Labels.Count > 0 ? report.Labels : null,
        Calibration = report.Calibration,
        CalibrationBefore = report.CalibrationBefore,
        Thresholds = report.Curve,
        Residuals = report.Residuals,
        Ranges = report.Ranges,
        Mistakes = report.Mistakes,
        Importance = report.Importance,
        History = report.History,
        Verdict = report.Verdict,
        Notes = report.Notes.Count > 0 ? report.Notes : null,
        Columns = report.Columns.Count > 0 ? report.Columns : null,
        Network = report.Network,
    };

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, ReportJson.Default.ReportDocument);

    private static long[][] Counts(ClassificationReport classes)
    {
        int[] all = [.. Enumerable.Range(0, classes.Classes.Count)];
        return [.. all.Select(actual => all.Select(predicted => classes.Count(actual, predicted)).ToArray())];
    }
}
