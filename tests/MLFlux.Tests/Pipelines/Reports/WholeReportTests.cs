using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Reports;
using MLFlux.Tests.Support;
using Spectre.Console;

namespace MLFlux.Tests.Pipelines.Reports;

[TestClass]
public sealed class WholeReportTests
{
    [TestMethod]
    public void The_report_had_neither_verdict_nor_columns_nor_network_nor_lines()
    {
        using var folder = new TemporaryFolder();
        PredictionReport report = Report(3, new ReportOptions
        {
            Verdict = "It earns its place.",
            Columns = [.. Enumerable.Range(0, 300).Select(i => new ModelCardColumn($"c{i}", "Single", "Number (1 to 2)"))],
            Network = "Chain(Output())",
            LabelName = "Kind",
            RowSource = row => $"line {row + 2} of x.csv",
            History = History(10, falling: true),
        });
        report.SaveHtml(folder.File("report.html"));
        string page = File.ReadAllText(folder.File("report.html"));
        foreach (string text in (string[])["It earns its place.", "c59", "and 240 more", "Chain(Output())", "of x.csv", "--epochs 20"])
            StringAssert.Contains(page, text);
        Assert.DoesNotContain(">c60<", page);
        Assert.AreEqual("Kind", report.LabelColumnName);
        Assert.AreEqual($"line {report.Mistakes[0].Row + 2} of x.csv", report.Mistakes[0].Source);
        Assert.AreEqual("line 2 of x.csv", report.Mistakes.Single(mistake => mistake.Row == 0).Source);
    }

    [TestMethod]
    [DataRow(26)]
    [DataRow(1000)]
    public void Many_classes_made_a_report_that_nobody_can_read(int classes)
    {
        using var folder = new TemporaryFolder();
        PredictionReport report = Report(classes, new ReportOptions());
        report.SaveHtml(folder.File("report.html"));
        string page = File.ReadAllText(folder.File("report.html"));
        int pairs = page.IndexOf("Taken for each other", StringComparison.Ordinal), worst =
            page.IndexOf("k0</td><td class=\"word\">k1", StringComparison.Ordinal);
        Assert.IsGreaterThan(0, pairs);
        Assert.IsGreaterThan(pairs, worst);
        Assert.IsLessThan(pairs + 400, worst);
        Assert.IsLessThan(200, page.Split("<tr>").Length);
        StringAssert.Contains(report.CreatePlots()[0].Caption, classes > 26 ? "of those 20 of 1,000 that are mixed up most"
            : "Which class was taken for which.");

        var text = new StringWriter();
        report.Show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }));
        Assert.IsLessThan(120, text.ToString().Split('\n').Length);
    }

    [TestMethod]
    public void A_loss_that_was_still_falling_was_not_said()
    {
        StringAssert.Contains(UnfinishedTraining.Advice(History(10, falling: true)), "--epochs 20");
        Assert.IsNull(UnfinishedTraining.Advice(History(10, falling: false)));
        Assert.IsNull(UnfinishedTraining.Advice(History(10, falling: true) with { Ended = TrainingEnd.StoppedEarly }));
        Assert.IsNull(UnfinishedTraining.Advice(History(2, falling: true)));
    }

    [TestMethod]
    public void Long_importance_is_cut_with_a_count()
    {
        PredictionReport report =
            Report(3, new ReportOptions { Importance =
                [.. Enumerable.Range(0, 5000).Select(i => new FeatureImportance($"c{i}", 1.0 / (i + 1), 0))] });
        var text = new StringWriter();
        report.Show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No }));
        StringAssert.Contains(text.ToString(), "and 4,975 more");
    }

    private static TrainingHistory History(int epochs, bool falling) => new(
        [.. Enumerable.Range(1, epochs).Select(epoch => new EpochReport
        {
            Epoch = epoch, Epochs = epochs, TrainingLoss = falling ? 10.0 / epoch : 1
            + Math.Exp(-3 * epoch), LearningRate = 0.1, Duration = TimeSpan.FromSeconds(1), RowsPerSecond = 1, IsBest = epoch == epochs,
        })], epochs, 100, 0, TrainingEnd.Completed);

    /// <summary>A row of each class, that of class 0 and nine more of it taken for class 1.</summary>
    private static PredictionReport Report(int classes, ReportOptions options)
    {
        var ml = new MLContext(1);
        string[] names = [.. Enumerable.Range(0, classes).Select(i => $"k{i}")];
        Row[] rows = [.. Enumerable.Range(0, classes).Concat(Enumerable.Repeat(0, 9))
            .Select(i => new Row { Class = names[i], Score = Scores(classes, i == 0 ? 1 : i) })];
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Score"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        IDataView view = ml.Data.LoadFromEnumerable(rows, schema), keys =
            ml.Data.LoadFromEnumerable(names.Select(name => new NameOnly { Class = name }));
        IDataView scored = ml.Transforms.Conversion.MapValueToKey("Label", "Class", keyData: keys)
            .Append(ml.Transforms.CopyColumns("PredictedLabel", "Label")).Fit(view).Transform(view);
        return ml.Report(scored, PredictionTask.MulticlassClassification, options);
    }

    private static float[] Scores(int classes, int predicted) =>
        [.. Enumerable.Range(0, classes).Select(i => i == predicted ? 0.9f : 0.1f / (classes - 1))];

    private sealed class Row
    {
        public string Class { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private sealed class NameOnly
    {
        public string Class { get; set; } = "";
    }
}
