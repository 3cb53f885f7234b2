using System.Globalization;
using MLFlux.Evaluation;

namespace MLFlux.Reports;

/// <summary>Figures as a person reads them.</summary>
internal static class FigureText
{
    /// <summary>Four decimals, or, for what is large or tiny, four digits; a dash where it is not defined.</summary>
    public static string Of(double value) => value switch
    {
        double.NaN => "–",
        _ when Math.Abs(value) < 1e-12 => "0", // What rounding leaves.
        _ when Math.Abs(value) >= NumberFormats.Huge => NumberFormats.FourDecimals(value),
        _ when Math.Abs(value) >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        _ when Math.Abs(value) is >= 100 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ when Math.Abs(value) < 5e-5 => value.ToString("0.0E+0", CultureInfo.InvariantCulture),
        _ => NumberFormats.FourDecimals(value),
    };

    /// <summary>
    /// What is better the higher it is has a place on a scale, so that what is close to zero is zero; not so an error, in the
    /// label's unit.
    /// </summary>
    public static string Of(Metric? metric) => metric is { HigherIsBetter: true, Value: > -5e-5 and < 5e-5 }
        ? NumberFormats.FourDecimals(0.0)
        : Of(metric?.Value ?? double.NaN);

    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Of(TimeSpan? time) => time is null ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{time.Value.TotalSeconds:0.0} s");

    /// <summary>What is counted, in a sentence.</summary>
    public static string Rows(PredictionReport report)
    {
        string subject = TaskFigures.Of(report.Task).Words.Subject(report.LabelColumnName, report.Classification);
        string skipped = report.SkippedRows == 0 ? "" : $"; {Of(report.SkippedRows)} rows without a label or a finite score are left out";
        return $"{subject}, predicted for {Of(report.Rows)} held-out rows{skipped}.";
    }

    /// <summary>What is said of the model as a whole, a sentence or two each.</summary>
    public static IEnumerable<string> Judgements(PredictionReport report)
    {
        if (report.Verdict is { } verdict)
            yield return verdict;
        if (report.Classification is { } classes
            && report.Metrics.FirstOrDefault(metric => metric.Name == "accuracy") is { } accuracy
            && Math.Abs(classes.Accuracy - accuracy.Value) > 1e-9)
        {
            yield return $"The decision threshold is not a half: by the predicted values the accuracy is {Of(classes.Accuracy)}; ML.NET's, "
                + $"which goes by Score > 0, is {Of(accuracy.Value)}.";
        }

        if (report.History is { } history && UnfinishedTraining.Advice(history) is { } advice)
            yield return advice;
    }

    /// <summary>A value in at most so many characters; of a path that is longer, the end, which tells it from others.</summary>
    public static string Short(string value, int longest) =>
        value.Length > longest && value.LastIndexOfAny(['/', '\\']) > 0 ? $"…{value[^(longest - 1)..]}" : TextTable.Cut(value, longest);

    /// <summary>How many of how many are shown, where not all are; otherwise nothing.</summary>
    public static string Shown(int count, int most, string which) =>
        count <= most ? "" : string.Create(CultureInfo.InvariantCulture, $"{which} {most:N0} of {count:N0}");

    /// <summary>How many are left out where not all are shown, as a line.</summary>
    public static string? Others(int count, int most) =>
        count <= most ? null : string.Create(CultureInfo.InvariantCulture, $"and {count - most:N0} more");

    /// <summary>Where a mistake's row stands: in the user's file where that is known.</summary>
    public static string Place(Mistake mistake) => mistake.Source
        ?? string.Create(CultureInfo.InvariantCulture, $"held-out row {mistake.Row:N0}");

    /// <summary>Cells for the pairs of classes that are taken for each other most often.</summary>
    public static IEnumerable<string[]> Pairs(ClassificationReport report, int most) => report.WorstPairs(most).Select(pair => (string[])
    [
        report.Classes[pair.Actual], report.Classes[pair.Predicted], Of(pair.Rows),
        Of(pair.Rows / (double)report.Figures[pair.Actual].Rows),
    ]);

    /// <summary>The heads of a table of labels.</summary>
    public static IReadOnlyList<string> LabelHeads { get; } = ["label", "precision", "recall", "F1", "average precision", "rows"];

    /// <summary>Cells for each of several labels.</summary>
    public static IEnumerable<string[]> Cells(IReadOnlyList<LabelMetrics> labels) => labels.Select(label => (string[])
    [
        label.Label, Of(label.Precision), Of(label.Recall), Of(label.F1), Of(label.AveragePrecision), Of(label.Rows),
    ]);

    /// <summary>The heads of a table of ranges.</summary>
    public static IReadOnlyList<string> RangeHeads { get; } = ["range", "promised", "held", "below", "above", "mean width"];

    /// <summary>Cells for each range between two quantiles.</summary>
    public static IEnumerable<string[]> Cells(PredictedRanges ranges) => ranges.Metrics.Select(range => (string[])
    [
        string.Create(CultureInfo.InvariantCulture, $"{range.Lower} to {range.Upper}"), Of(range.Expected), Of(range.Coverage),
        Of(range.Below), Of(range.Above), Of(range.MeanWidth),
    ]);

    /// <summary>What the size of a mistake is called.</summary>
    public static string MistakeSize(PredictionReport report)
    {
        TaskWords words = TaskFigures.Of(report.Task).Words;
        return report.Calibration is null ? words.MistakeSize : words.MistakeConfidence ?? words.MistakeSize;
    }

    /// <summary>What the list of mistakes is called.</summary>
    public static string MistakesTitle(PredictionReport report) => TaskFigures.Of(report.Task).Words.MistakesTitle;

    /// <summary>The models by their figures, the report's own first; their names, and the figures that any of them has.</summary>
    public static (string[] Metrics, IReadOnlyList<ReportBaseline> Models) Models(PredictionReport report)
    {
        IReadOnlyList<ReportBaseline> models =
            [new ReportBaseline("this model", report.Metrics, report.FitTime), .. report.Baselines];
        return ([.. models.SelectMany(model => model.Metrics).Select(metric => metric.Name).Distinct()], models);
    }

    /// <summary>The figure of that name, or a dash.</summary>
    public static string Of(ReportBaseline model, string metric) =>
        Of(model.Metrics.FirstOrDefault(one => one.Name == metric));
}
