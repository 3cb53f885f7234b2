using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using Spectre.Console;

namespace MLFlux.Tests.Pipelines.Reports;

/// <summary>A report of a model by quantiles said nothing of the ranges between them, and showed no band.</summary>
[TestClass]
public sealed class RangeReportTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void A_report_has_the_figures_and_the_band_of_predicted_ranges()
    {
        IDataView scored = Scored(1_000);

        PredictionReport report = s_ml.Regression.Report(scored);

        PredictedRanges ranges = report.Ranges!;
        CollectionAssert.AreEqual(s_ml.Regression.EvaluateIntervals(scored).ToArray(), ranges.Metrics.ToArray());
        Assert.AreEqual((0.05, 0.95), (ranges.Metrics[0].Lower, ranges.Metrics[0].Upper));
        Assert.AreEqual(0.9, ranges.Metrics[0].Coverage, 1e-9);
        Assert.HasCount(300, ranges.Rows);
        Assert.AreEqual(0.9, ranges.Rows.Count(row => row.Actual >= row.Lower && row.Actual <= row.Upper) / 300.0, 0.05);
        Assert.IsTrue(ranges.Rows.All(row => row.Upper - row.Lower == 10 && row.Predicted - row.Lower == 5));
        Assert.IsTrue(report.CreatePlots().Single(plot => plot.Name == "predicted-ranges").Caption.StartsWith(
            "300 of 1,000 rows", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Each_form_of_a_report_has_them()
    {
        using var folder = new TemporaryFolder();
        PredictionReport report = s_ml.Regression.Report(Scored(40));
        using var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });

        report.Show(console);
        report.SaveHtml(folder.File("report.html"));
        report.SaveJson(folder.File("report.json"));
        report.SaveCsv(folder.File("tables"));
        report.SavePlots(folder.File("plots"));

        StringAssert.Contains(writer.ToString(), "0.05 to 0.95");
        string page = File.ReadAllText(folder.File("report.html"));
        foreach (string words in new[] { "<h2>Ranges</h2>", "0.05 to 0.95", "mean width", "40 of 40 rows: a dot in the band" })
            StringAssert.Contains(page, words);
        StringAssert.Contains(File.ReadAllText(folder.File("report.json")), "\"coverage\": 0.9");
        string[] table = File.ReadAllLines(Path.Combine(folder.File("tables"), "ranges.csv"));
        Assert.AreEqual("lower,upper,promised,held,below,above,mean_width,rows", table[0]);
        Assert.HasCount(2, table);
        Assert.IsTrue(File.Exists(Path.Combine(folder.File("plots"), "predicted-ranges.png")));
    }

    [TestMethod]
    public void A_column_of_that_name_that_is_no_quantiles_is_passed_over()
    {
        IDataView unnamed = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Unnamed
        {
            Label = i, Score = i + 1, Quantiles = [i, i + 2],
        }).ToArray());

        Assert.IsNull(s_ml.Regression.Report(unnamed).Ranges);
        Assert.IsNull(s_ml.Regression.Report(s_ml.Transforms.DropColumns("Quantiles").Fit(unnamed).Transform(unnamed)).Ranges);
    }

    /// <summary>Rows whose range is 10 wide around the score; the labels of a tenth, spread over them, lie outside.</summary>
    private static IDataView Scored(int count)
    {
        IDataView rows = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row
        {
            Label = i + (i * 37 % count < count / 10 ? 7 : i % 10 - 4.5f), Score = i, Low = i - 5, Middle = i, High = i + 5,
        }).ToArray());
        return s_ml.Transforms.Concatenate("Quantiles", "0.05", "0.5", "0.95").Fit(rows).Transform(rows);
    }

    private sealed class Row
    {
        public float Label { get; set; }

        public float Score { get; set; }

        [ColumnName("0.05")]
        public float Low { get; set; }

        [ColumnName("0.5")]
        public float Middle { get; set; }

        [ColumnName("0.95")]
        public float High { get; set; }
    }

    private sealed class Unnamed
    {
        public float Label { get; set; }

        public float Score { get; set; }

        [VectorType(2)]
        public float[] Quantiles { get; set; } = [];
    }
}
