using System.Globalization;

namespace MLFlux.Reports;

/// <summary>The pictures of a report.</summary>
internal static class ReportPlots
{
    private const int MostClasses = 26, ShownClasses = 20;

    public static IEnumerable<ReportPlot> Of(PredictionReport report)
    {
        if (report.Classification is { } classification)
            yield return Classes(classification);
        if (report.Curve is { } curve)
        {
            yield return new("roc-curve", "How many of the true rows are found for how many of the false ones, at every threshold.",
                Plot.RocCurve(curve));
            yield return new("precision-recall-curve",
                "How many of the rows taken for true are true, for how many of the true rows are found.", Plot.PrecisionRecallCurve(curve));
        }

        if (report.Calibration is { } calibration)
            yield return new("calibration", "How often predictions of a probability come true: on the diagonal, as often as they say.",
                Plot.Calibration(calibration));
        if (report.CalibrationBefore is { } before)
            yield return new("calibration-before", "The same as it was before a temperature was fitted on the validation rows.",
                Plot.Calibration(before));
        if (report.Residuals is { } residuals)
        {
            yield return new("predicted-against-actual", Sample(report.Rows, residuals), Plot.PredictedAgainstActual(residuals));
            yield return new("residuals", "Actual less predicted; the outermost bars count what lies beyond them too.",
                Plot.ResidualHistogram(residuals));
        }

        if (report.Ranges is { } ranges)
            yield return new("predicted-ranges", Sample(ranges), Plot.PredictedRanges(ranges));

        if (report.Importance.Count > 0)
            yield return new("importance",
                $"How much worse the {report.Metrics[0].Name} gets when the column's values are shuffled among the "
                + $"rows{FigureText.Shown(report.Importance.Count, Plots.ImportancePlot.MostColumns, ": the most important")}.",
                Plot.FeatureImportance(report.Importance));
        if (report.History is { } history)
            yield return new("learning-curve",
                "The loss of each epoch; the model is that of the epoch with the lowest "
                + $"{(history.ValidationRows > 0 ? "validation" : "training")} loss.", Plot.LearningCurve(history));
    }

    private static ReportPlot Classes(ClassificationReport report)
    {
        const string Name = "confusion-matrix";
        if (report.Classes.Count <= MostClasses)
            return new(Name, "Which class was taken for which.", Plot.ConfusionMatrix(report));
        ClassificationReport shown = report.WithOthers(ShownClasses);
        return new(
            Name, string.Create(CultureInfo.InvariantCulture,
                $"Which class was taken for which, of those {ShownClasses} of {report.Classes.Count:N0} that are mixed up most, and of "
                + $"all others together."),
            Plot.ConfusionMatrix(shown, "Confusion matrix",
                string.Create(CultureInfo.InvariantCulture,
                    $"{ShownClasses} of {report.Classes.Count:N0} classes: those that are mixed up most")));
    }

    private static string Sample(PredictedRanges ranges)
    {
        IntervalMetrics widest = ranges.Metrics[0];
        return string.Create(CultureInfo.InvariantCulture,
            $"{ranges.Rows.Count:N0} of {widest.Rows:N0} rows: a dot in the band is an actual number in its range, as "
            + $"{widest.Expected:0.####} of all should be and {widest.Coverage:0.####} are.");
    }

    private static string Sample(long rows, Residuals residuals) => residuals.Rows.Count == rows
        ? "Each row; on the diagonal, the two are the same."
        : string.Create(CultureInfo.InvariantCulture,
            $"{residuals.Rows.Count:N0} of the {rows:N0} rows; on the diagonal, the two are the same.");
}
