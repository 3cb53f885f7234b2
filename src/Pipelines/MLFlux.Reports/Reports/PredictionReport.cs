using MLFlux.Files;
using MLFlux.Notebooks;
using MLFlux.Reports;
using Spectre.Console;

namespace MLFlux;

/// <summary>
/// How well a model predicts held-out rows, for people to look at: on the console, as pictures, as JSON and CSV, and as one HTML
/// file. Make one with <c>ml.Report</c>, of <see cref="ReportCatalog"/>.
/// </summary>
/// <remarks>
/// Immutable; one thread at a time may show or save it. Each file is written whole or not at all, and replaces an older one.
/// </remarks>
[TypeFormatterSource(typeof(ReportFrame))]
public sealed class PredictionReport
{
    internal PredictionReport()
    {
    }

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>What was predicted.</summary>
    public required PredictionTask Task { get; init; }

    /// <summary>The column of the right answers, by the name that the report calls it.</summary>
    public required string LabelColumnName { get; init; }

    /// <summary>How many rows are counted.</summary>
    public required long Rows { get; init; }

    /// <summary>How many rows are left out: their label is missing, or a score is not finite.</summary>
    public required long SkippedRows { get; init; }

    /// <summary>The figures of ML.NET's evaluator, the main one first.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>
    /// Confusion matrix, and precision, recall and F1 of each class; null for numbers. Two classes are called by
    /// <see cref="ReportOptions.BinaryValues"/>.
    /// </summary>
    public required ClassificationReport? Classification { get; init; }

    /// <summary>How well each label was predicted, where rows have several; otherwise none.</summary>
    public required IReadOnlyList<LabelMetrics> Labels { get; init; }

    /// <summary>Whether probabilities are what they say; null for numbers, and where scores are no probabilities.</summary>
    public required CalibrationCurve? Calibration { get; init; }

    /// <summary>
    /// The same without the temperature that was fitted after the training; null where <see cref="ReportOptions.History"/> has none.
    /// </summary>
    public required CalibrationCurve? CalibrationBefore { get; init; }

    /// <summary>The ROC and precision-recall curves of two classes; null for others, and where all rows are of one class.</summary>
    public required ThresholdCurve? Curve { get; init; }

    /// <summary>What predicted numbers are off by; null for classes.</summary>
    public required Residuals? Residuals { get; init; }

    /// <summary>How predicted ranges hold; null where the rows have no column <c>Quantiles</c> of at least two.</summary>
    public required PredictedRanges? Ranges { get; init; }

    /// <summary>The wrong predictions that were surest, or, for numbers, farthest off, the worst first.</summary>
    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    /// <summary>How training went, or null.</summary>
    public required TrainingHistory? History { get; init; }

    /// <summary>How long the model's fit took, or null where that is not known.</summary>
    public required TimeSpan? FitTime { get; init; }

    /// <summary>Other models' figures on the same rows.</summary>
    public required IReadOnlyList<ReportBaseline> Baselines { get; init; }

    /// <summary>How much each column matters, the most important first.</summary>
    public required IReadOnlyList<FeatureImportance> Importance { get; init; }

    /// <summary>Whether the model earns its place, or null.</summary>
    public required string? Verdict { get; init; }

    /// <summary>What else is to be known of the rows, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The columns that the model takes, and what is made of each; none where that is not known.</summary>
    public required IReadOnlyList<ModelCardColumn> Columns { get; init; }

    /// <summary>The network as it is written, or null.</summary>
    public required string? Network { get; init; }

    /// <summary>The pictures that the report has, in the order of reading.</summary>
    public IReadOnlyList<ReportPlot> CreatePlots() => [.. ReportPlots.Of(this)];

    /// <summary>Shows the report as tables.</summary>
    /// <param name="console">Where. Default, null: the program's console.</param>
    public void Show(IAnsiConsole? console = null) => ReportConsole.Show(this, console ?? AnsiConsole.Console);

    /// <summary>
    /// Writes one HTML file that opens offline and prints well: pictures are within it, and it loads and runs nothing.
    /// </summary>
    /// <param name="path">Where, such as <c>report.html</c>. The folder is made if it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void SaveHtml(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ReportHtml.Write(this))));
    }

    /// <summary>Writes all that the report holds as JSON, for programs; figures that are not defined are <c>"NaN"</c>.</summary>
    /// <param name="path">Where, such as <c>report.json</c>. The folder is made if it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void SaveJson(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => ReportDocument.Of(this).Write(stream));
    }

    /// <summary>
    /// Writes the report's tables as CSV files: <c>metrics.csv</c> always, and, where the report has them, <c>baselines.csv</c>,
    /// <c>classes.csv</c>, <c>labels.csv</c>, <c>confusions.csv</c>, <c>confusion-matrix.csv</c>, <c>calibration.csv</c>,
    /// <c>thresholds.csv</c>, <c>residuals.csv</c>, <c>ranges.csv</c>, <c>mistakes.csv</c>, <c>importance.csv</c>, <c>columns.csv</c>
    /// and <c>epochs.csv</c>.
    /// </summary>
    /// <param name="folder">Where; it is made if it is missing.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public IReadOnlyList<string> SaveCsv(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var files = new List<string>();
        foreach (CsvTable table in ReportTables.Of(this))
        {
            string path = Path.Combine(folder, table.Name + ".csv");
            AtomicFile.Write(path, table.Write);
            files.Add(path);
        }

        return files;
    }

    /// <summary>Writes each picture as PNG and SVG.</summary>
    /// <param name="folder">Where; it is made if it is missing.</param>
    /// <returns>The files of each picture.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public IReadOnlyList<PlotFiles> SavePlots(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return [.. CreatePlots().Select(plot => plot.Plot.Save(Path.Combine(folder, plot.Name)))];
    }
}
