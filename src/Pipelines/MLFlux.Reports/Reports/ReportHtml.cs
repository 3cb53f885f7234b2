using System.Globalization;

namespace MLFlux.Reports;

/// <summary>A report as one HTML file.</summary>
internal static class ReportHtml
{
    private const int MostClasses = 26, LowestClasses = 20, MostPairs = 15, MostColumns = 60, MostContributions = 8, LargePlot = 900;

    public static string Write(PredictionReport report)
    {
        var page = new HtmlPage(report.Title);
        page.Paragraph(FigureText.Rows(report));
        foreach (string note in report.Notes)
            page.Paragraph(note);
        foreach (string sentence in FigureText.Judgements(report))
            page.Verdict(sentence);
        page.Open("div", "figures");
        foreach (Metric metric in report.Metrics)
            page.Figure(FigureText.Of(metric), metric.Name);
        if (report.Calibration is { } calibration)
            page.Figure(FigureText.Of(calibration.ExpectedError), "expected calibration error");
        if (report.CalibrationBefore is { } before)
            page.Figure(FigureText.Of(before.ExpectedError), "the same before its temperature");
        page.Close("div");
        if (report.Baselines.Count > 0)
            Baselines(page, report);
        if (report.Classification is { } classification)
            Classes(page, classification);
        if (report.Labels.Count > 0)
            Labels(page, report.Labels);
        if (report.Residuals is { } residuals)
            Residuals(page, residuals);
        if (report.Ranges is { } ranges)
            Ranges(page, ranges);
        Pictures(page, report);
        if (report.Mistakes.Count > 0)
            Mistakes(page, report);
        if (report.Columns.Count > 0)
            Columns(page, report.Columns);
        if (report.Network is { } network)
            Network(page, network);
        return page.ToString();
    }

    private static void Baselines(HtmlPage page, PredictionReport report)
    {
        page.Heading("Beside other models");
        (string[] metrics, IReadOnlyList<ReportBaseline> models) = FigureText.Models(report);
        bool isTimed = models.Any(model => model.FitTime is not null);
        page.Table(1, ["model", .. metrics, .. isTimed ? ["time to fit"] : Array.Empty<string>()], models.Select(model => (string[])
        [
            model.Name, .. metrics.Select(metric => FigureText.Of(model, metric)), .. isTimed ? [FigureText.Of(model.FitTime)]
            : Array.Empty<string>(),
        ]));
    }

    private static void Classes(HtmlPage page, ClassificationReport report)
    {
        page.Heading("Classes");
        bool isLong = report.Classes.Count > MostClasses;
        if (isLong)
            page.Paragraph(
                string.Create(CultureInfo.InvariantCulture,
                    $"The {LowestClasses} of {report.Classes.Count:N0} classes that are told worst, by F1."));
        page.Table(1, ["class", "precision", "recall", "F1", "rows"], (isLong ? report.LowestF1(LowestClasses) : report.Figures)
            .Select(figures => (string[])
        [
            figures.Class, FigureText.Of(figures.Precision), FigureText.Of(figures.Recall), FigureText.Of(figures.F1),
            FigureText.Of(figures.Rows),
        ]));
        if (report.Classes.Count > 2 && report.WorstPairs(1).Any())
            Pairs(page, report);
    }

    private static void Labels(HtmlPage page, IReadOnlyList<LabelMetrics> labels)
    {
        page.Heading("Labels");
        page.Table(1, [.. FigureText.LabelHeads], FigureText.Cells([.. labels.Take(MostColumns)]));
        if (FigureText.Others(labels.Count, MostColumns) is string others)
            page.Paragraph($"{others}.");
    }

    private static void Pairs(HtmlPage page, ClassificationReport report)
    {
        page.Heading("Taken for each other");
        int pairs = report.WorstPairs(int.MaxValue).Count();
        page.Paragraph(
            $"The pairs of classes with the most mistakes first{FigureText.Shown(pairs, MostPairs, ":")}; the share is of the rows of the "
            + "actual class.");
        page.Table(2, ["actual", "predicted", "rows", "share"], FigureText.Pairs(report, MostPairs));
    }

    private static void Columns(HtmlPage page, IReadOnlyList<ModelCardColumn> columns)
    {
        page.Heading("Columns");
        page.Table(3, ["column", "type", "use"], columns.Take(MostColumns)
            .Select(column => (string[])[column.Name, column.Type, column.Use ?? "–"]));
        if (FigureText.Others(columns.Count, MostColumns) is string others)
            page.Paragraph($"{others}.");
    }

    private static void Network(HtmlPage page, string network)
    {
        page.Heading("Network");
        page.Preformatted(network.TrimEnd());
    }

    private static void Residuals(HtmlPage page, Residuals residuals)
    {
        page.Heading("Residuals");
        page.Paragraph("What is left of the actual number when the predicted one is taken away, in the label's unit.");
        page.Table(0, ["mean", "median", "standard deviation", "half are off by at most"],
            [[FigureText.Of(residuals.Mean), FigureText.Of(residuals.Median), FigureText.Of(residuals.StandardDeviation),
                FigureText.Of(residuals.MedianSize)]]);
    }

    private static void Ranges(HtmlPage page, PredictedRanges ranges)
    {
        page.Heading("Ranges");
        page.Paragraph("The shares of rows whose actual number lies between two predicted quantiles, below and above them.");
        page.Table(1, [.. FigureText.RangeHeads], FigureText.Cells(ranges));
    }

    private static void Pictures(HtmlPage page, PredictionReport report)
    {
        page.Heading("Pictures");
        page.Open("div", "pictures");
        int number = 0;
        foreach (ReportPlot plot in report.CreatePlots())
            page.Picture(InlineSvg.Of(plot.Plot.ToSvg(), ++number, plot.Caption), plot.Caption, plot.Plot.Width > LargePlot);
        page.Close("div");
    }

    private static void Mistakes(HtmlPage page, PredictionReport report)
    {
        page.Heading(FigureText.MistakesTitle(report));
        page.Open("div", "cards");
        foreach (Mistake mistake in report.Mistakes)
        {
            string note = string.Create(
                CultureInfo.InvariantCulture,
                $"{FigureText.Place(mistake)}, {FigureText.MistakeSize(report)} {FigureText.Of(mistake.Size)}");
            page.Card(mistake.Thumbnail, $"{mistake.Actual}, predicted {mistake.Predicted}", note, mistake.Values,
                mistake.Contributions.Take(MostContributions));
        }

        page.Close("div");
    }
}
