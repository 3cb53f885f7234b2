using MLFlux.Files;
using MLFlux.Notebooks;
using MLFlux.Plots;
using OxyPlot;

namespace MLFlux;

/// <summary>A picture of how training went or what came of it, to be saved as PNG and SVG.</summary>
/// <remarks>One thread at a time may save a plot.</remarks>
[TypeFormatterSource(typeof(PlotHtml))]
public sealed class Plot
{
    private readonly PlotModel _model;
    private readonly int _width;
    private readonly int _height;

    private Plot(PlotModel model, int width, int height)
    {
        _model = model;
        _width = width;
        _height = height;
    }

    /// <summary>The width in pixels.</summary>
    internal int Width => _width;

    /// <summary>Loss and, where the task has one, accuracy against epochs, on training and validation rows.</summary>
    /// <param name="history">The history of a fit, with at least one epoch.</param>
    /// <param name="title">The heading.</param>
    /// <exception cref="ArgumentException">The history has no epoch.</exception>
    public static Plot LearningCurve(TrainingHistory history, string title = "Learning curve")
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(title);
        if (history.Epochs.Count == 0)
            throw new ArgumentException("The history has no epoch to plot; the fit was not run.", nameof(history));
        return new Plot(LearningCurvePlot.Create(history, title), 640, 560);
    }

    /// <summary>Loss against a growing learning rate, on a logarithmic axis, with the suggested rate marked.</summary>
    /// <param name="curve">What <see cref="TrainingChecks.FindLearningRate"/> found.</param>
    /// <param name="title">The heading.</param>
    public static Plot LearningRates(LearningRateCurve curve, string title = "Learning rates")
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(title);
        return new Plot(LearningRatePlot.Create(curve, title), 800, 480);
    }

    /// <summary>
    /// A square for each pair of classes: its number is how many rows, its colour how much of the actual class.
    /// </summary>
    /// <param name="report">What was counted.</param>
    /// <param name="title">The heading.</param>
    public static Plot ConfusionMatrix(ClassificationReport report, string title = "Confusion matrix")
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(title);
        return ConfusionMatrix(report, title, subtitle: null);
    }

    /// <summary>The same with another line below the heading than the accuracy.</summary>
    internal static Plot ConfusionMatrix(ClassificationReport report, string title, string? subtitle)
    {
        int side = Math.Clamp(160 + (52 * report.Classes.Count), 480, 1600);
        return new Plot(ConfusionMatrixPlot.Create(report, title, subtitle), side + 60, side);
    }

    /// <summary>The ROC curve of two classes, with the area under it; the dashed diagonal is chance.</summary>
    /// <param name="curve">The curve of a report.</param>
    /// <param name="title">The heading.</param>
    public static Plot RocCurve(ThresholdCurve curve, string title = "ROC curve")
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(title);
        return new Plot(RocCurvePlot.Create(curve, title), 560, 560);
    }

    /// <summary>The precision-recall curve of two classes, with the area under it; the dashed line is the share of true rows.</summary>
    /// <param name="curve">The curve of a report.</param>
    /// <param name="title">The heading.</param>
    public static Plot PrecisionRecallCurve(ThresholdCurve curve, string title = "Precision and recall")
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(title);
        return new Plot(PrecisionRecallCurvePlot.Create(curve, title), 560, 560);
    }

    /// <summary>How often predictions come true against their probability, and how many there are of each probability.</summary>
    /// <param name="curve">The curve of a report.</param>
    /// <param name="title">The heading.</param>
    public static Plot Calibration(CalibrationCurve curve, string title = "Calibration")
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(title);
        return new Plot(CalibrationPlot.Create(curve, title), 560, 640);
    }

    /// <summary>A dot for each row of a regression: the predicted number against the actual one.</summary>
    /// <param name="residuals">The residuals of a report.</param>
    /// <param name="title">The heading.</param>
    public static Plot PredictedAgainstActual(Residuals residuals, string title = "Predicted against actual")
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(title);
        return new Plot(PredictedAgainstActualPlot.Create(residuals, title), 560, 560);
    }

    /// <summary>How many rows of a regression are off by how much.</summary>
    /// <param name="residuals">The residuals of a report.</param>
    /// <param name="title">The heading.</param>
    public static Plot ResidualHistogram(Residuals residuals, string title = "Residuals")
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(title);
        return new Plot(ResidualHistogramPlot.Create(residuals, title), 560, 560);
    }

    /// <summary>
    /// The band between the lowest and the highest predicted quantile, over rows in the order of what was predicted, and a dot for each
    /// actual number.
    /// </summary>
    /// <param name="ranges">The ranges of a report.</param>
    /// <param name="title">The heading.</param>
    public static Plot PredictedRanges(PredictedRanges ranges, string title = "Predicted ranges")
    {
        ArgumentNullException.ThrowIfNull(ranges);
        ArgumentNullException.ThrowIfNull(title);
        return new Plot(PredictedRangesPlot.Create(ranges, title), 640, 560);
    }

    /// <summary>A bar for each column, at most 25, with the standard deviation to either side.</summary>
    /// <param name="importance">What was measured, the most important first, at least one.</param>
    /// <param name="title">The heading.</param>
    /// <exception cref="ArgumentException">There is no column.</exception>
    public static Plot FeatureImportance(IReadOnlyList<FeatureImportance> importance, string title = "Importance of columns")
    {
        ArgumentNullException.ThrowIfNull(importance);
        ArgumentNullException.ThrowIfNull(title);
        if (importance.Count == 0)
            throw new ArgumentException("There is no column to plot the importance of.", nameof(importance));
        int height = 140 + (26 * Math.Min(importance.Count, ImportancePlot.MostColumns));
        return new Plot(ImportancePlot.Create(importance, title), 640, Math.Max(240, height));
    }

    /// <summary>
    /// Writes the plot as PNG and, beside it, as SVG. Each file is written whole or not at all; older ones are replaced.
    /// </summary>
    /// <param name="path">Where, without an extension: <c>out/learning-curve</c>. The folder is made if it is missing.</param>
    /// <returns>
    /// The two files, and whether the PNG has lettering: on a machine without fonts it has none, while the SVG is lettered
    /// by whatever shows it.
    /// </returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public PlotFiles Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string svg = path + ".svg", png = path + ".png";
        AtomicFile.Write(svg, stream => Pictures.WriteSvg(_model, stream, _width, _height));
        AtomicFile.Write(png, stream => Pictures.WritePng(_model, stream, _width, _height));
        return new PlotFiles(png, svg, Fonts.CanDrawText);
    }

    /// <summary>The plot as an SVG of its own.</summary>
    internal string ToSvg()
    {
        using var stream = new MemoryStream();
        Pictures.WriteSvg(_model, stream, _width, _height);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
