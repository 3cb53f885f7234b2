using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLFlux.Reports;

/// <summary>A report as tables on a console.</summary>
internal static class ReportConsole
{
    private const int ShownValues = 6, LongestValue = 24, MostClasses = 20, MostPairs = 10, MostColumns = 25;

    public static void Show(PredictionReport report, IAnsiConsole console)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(report.Title)}[/]") { Justification = Justify.Left });
        console.WriteLine(FigureText.Rows(report));
        foreach (string note in report.Notes)
            console.WriteLine(note);
        Metrics(report, console);
        if (report.Classification is { } classification)
            Classes(classification, console);
        if (report.Labels.Count > 0)
            Labels(report.Labels, console);
        if (report.Calibration is { } calibration)
        {
            console.WriteLine($"expected calibration error: {FigureText.Of(calibration.ExpectedError)}"
                + (report.CalibrationBefore is { } before ? $" ({FigureText.Of(before.ExpectedError)} before its temperature)" : ""));
        }

        if (report.Residuals is { } residuals)
        {
            console.WriteLine(
                $"actual less predicted: mean {FigureText.Of(residuals.Mean)}, standard deviation "
                + $"{FigureText.Of(residuals.StandardDeviation)}; half are off by at most {FigureText.Of(residuals.MedianSize)}");
        }

        if (report.Ranges is { } ranges)
            Ranges(ranges, console);
        if (report.Importance.Count > 0)
            Importance(report, console);
        if (report.History is { } history)
        {
            console.WriteLine($"trained for {history.Epochs.Count} epochs, the best was epoch {history.BestEpoch}");
            if (UnfinishedTraining.Advice(history) is string advice)
                console.WriteLine(advice);
        }

        if (report.Mistakes.Count > 0)
            Mistakes(report, console);
    }

    private static void Metrics(PredictionReport report, IAnsiConsole console)
    {
        (string[] metrics, IReadOnlyList<ReportBaseline> models) = FigureText.Models(report);
        Table table = NewTable(null, "figure", [.. models.Select(model => model.Name)]);
        foreach (string metric in metrics)
            Add(table, metric, models.Select(model => FigureText.Of(model, metric)));
        if (models.Any(model => model.FitTime is not null))
            Add(table, "time to fit", models.Select(model => FigureText.Of(model.FitTime)));
        console.Write(table);
    }

    private static void Classes(ClassificationReport report, IAnsiConsole console)
    {
        bool isLong = report.Figures.Count > MostClasses;
        Table table = NewTable(isLong ? $"The {MostClasses} of {report.Figures.Count} classes with the lowest F1"
            : "Classes", "class", "precision", "recall", "F1", "rows");
        foreach (ClassFigures figures in isLong ? report.LowestF1(MostClasses) : report.Figures)
            Add(table, figures.Class,
                [FigureText.Of(figures.Precision), FigureText.Of(figures.Recall), FigureText.Of(figures.F1), FigureText.Of(figures.Rows)]);
        console.Write(table);
        console.WriteLine();
        if (isLong)
        {
            Pairs(report, console);
            return;
        }

        console.WriteLine(report.FormatConfusionMatrix(Math.Max(20, console.Profile.Width)).TrimEnd());
        console.WriteLine();
    }

    private static void Labels(IReadOnlyList<LabelMetrics> labels, IAnsiConsole console)
    {
        Table table = NewTable("Labels", FigureText.LabelHeads[0], [.. FigureText.LabelHeads.Skip(1)]);
        foreach (string[] cells in FigureText.Cells([.. labels.Take(MostClasses)]))
            Add(table, cells[0], cells[1..]);
        console.Write(table);
        if (FigureText.Others(labels.Count, MostClasses) is string others)
            console.WriteLine(others);
    }

    private static void Ranges(PredictedRanges ranges, IAnsiConsole console)
    {
        Table table = NewTable("Ranges", FigureText.RangeHeads[0], [.. FigureText.RangeHeads.Skip(1)]);
        foreach (string[] cells in FigureText.Cells(ranges))
            Add(table, cells[0], cells[1..]);
        console.Write(table);
    }

    private static void Pairs(ClassificationReport report, IAnsiConsole console)
    {
        Table table = NewTable("The pairs of classes with the most mistakes", "actual", "predicted", "rows", "of the actual class");
        foreach (string[] pair in FigureText.Pairs(report, MostPairs))
            Add(table, pair[0], pair[1..]);
        console.Write(table);
    }

    private static void Importance(PredictionReport report, IAnsiConsole console)
    {
        Table table = NewTable("Importance of columns", "column", $"{report.Metrics[0].Name} worse by", "±");
        foreach (FeatureImportance importance in report.Importance.Take(MostColumns))
            Add(table, importance.Column, [FigureText.Of(importance.Loss), FigureText.Of(importance.StandardDeviation)]);
        console.Write(table);
        if (FigureText.Others(report.Importance.Count, MostColumns) is string others)
            console.WriteLine(others);
    }

    private static void Mistakes(PredictionReport report, IAnsiConsole console)
    {
        Table table = NewTable(FigureText.MistakesTitle(report), "actual", "predicted", FigureText.MistakeSize(report), "row");
        table.AddColumn("values");
        foreach (Mistake mistake in report.Mistakes)
        {
            string values = string.Join(", ", mistake.Values.Take(ShownValues)
                .Select(value => $"{value.Column} {FigureText.Short(value.Value, LongestValue)}"));
            Add(table, mistake.Actual, [mistake.Predicted, FigureText.Of(mistake.Size), FigureText.Place(mistake), values]);
        }

        console.Write(table);
    }

    private static Table NewTable(string? title, string first, params string[] others)
    {
        var table = new Table { Border = TableBorder.Rounded };
        if (title is not null)
            table.Title = new TableTitle(Markup.Escape(title));
        table.AddColumn(new Spectre.Console.TableColumn(Markup.Escape(first)));
        foreach (string other in others)
            table.AddColumn(new Spectre.Console.TableColumn(Markup.Escape(other)).RightAligned());
        return table;
    }

    private static void Add(Table table, string first, IEnumerable<string> others) =>
        table.AddRow(others.Prepend(first).Select(IRenderable (text) => new Text(text)).ToArray());
}
