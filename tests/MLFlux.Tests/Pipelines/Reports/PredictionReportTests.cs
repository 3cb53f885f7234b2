using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using SkiaSharp;
using Spectre.Console;

namespace MLFlux.Tests.Pipelines.Reports;

[TestClass]
public sealed partial class PredictionReportTests
{
    private const string Nasty = "<script>alert(\"1\")</script> & 'so, on'";
    private static readonly string[] s_names = ["cat", "dog", Nasty];

    [TestMethod]
    public void Two_classes_agree_with_MLNET()
    {
        var ml = new MLContext(1);
        IDataView scored = Binary(ml);

        PredictionReport report = ml.Report(scored, PredictionTask.BinaryClassification, new ReportOptions { LabelColumnName = "Yes" });

        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(scored, "Yes");
        CollectionAssert.AreEqual(ml.Metrics(scored, PredictionTask.BinaryClassification, "Yes").ToArray(), report.Metrics.ToArray());
        Assert.AreEqual(metrics.AreaUnderRocCurve, report.Curve!.RocArea, 1e-6);
        Assert.AreEqual(metrics.AreaUnderPrecisionRecallCurve, report.Curve.PrecisionRecallArea, 1e-6);
        Assert.AreEqual(metrics.Accuracy, report.Classification!.Accuracy, 1e-12);
        Assert.AreEqual(metrics.PositivePrecision, report.Classification.Figures[1].Precision, 1e-12);
        Assert.AreEqual(metrics.PositiveRecall, report.Classification.Figures[1].Recall, 1e-12);
        Assert.AreEqual(metrics.NegativePrecision, report.Classification.Figures[0].Precision, 1e-12);
        Assert.AreEqual(metrics.NegativeRecall, report.Classification.Figures[0].Recall, 1e-12);
        Assert.AreEqual(300, report.Rows);
        Assert.IsNull(report.Residuals);
    }

    [TestMethod]
    public void The_surest_mistakes_come_first_with_the_values_that_came_in()
    {
        var ml = new MLContext(1);
        Row[] rows = Rows();
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        // Number is replaced, as a pipeline would: what came in is what a reader knows.
        IDataView scored = ml.Transforms.NormalizeMinMax("Number").Fit(data).Transform(data);

        PredictionReport report =
            ml.Report(scored, PredictionTask.BinaryClassification, new ReportOptions { LabelColumnName = "Yes", Mistakes = 3 });

        var expected = rows.Select((row, i) => (Row: row, Number: i)).Where(one => one.Row.Yes != one.Row.Score > 0)
            .OrderByDescending(one => Math.Abs(one.Row.Score)).Take(3).ToArray();
        CollectionAssert.AreEqual(expected.Select(one => (long)one.Number).ToArray(), report.Mistakes.Select(mistake => mistake.Row)
            .ToArray());
        for (int i = 0; i < 3; i++)
        {
            Row row = expected[i].Row;
            Mistake mistake = report.Mistakes[i];
            Assert.AreEqual(row.Yes.ToString(), mistake.Actual);
            Assert.AreEqual((!row.Yes).ToString(), mistake.Predicted);
            Assert.AreEqual(row.Yes ? 1 - row.Probability : row.Probability, mistake.Size, 1e-6);
            Assert.AreEqual(row.Number.ToString("G7", CultureInfo.InvariantCulture),
                mistake.Values.Single(value => value.Column == "Number").Value);
            Assert.AreEqual(row.Name, mistake.Values.Single(value => value.Column == "Name").Value);
        }
    }

    [TestMethod]
    public void Several_classes_agree_with_MLNET()
    {
        var ml = new MLContext(1);
        IDataView scored = Multiclass(ml);

        PredictionReport report = ml.Report(scored, PredictionTask.MulticlassClassification);

        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(scored);
        Assert.AreEqual(metrics.MicroAccuracy, report.Metrics[0].Value);
        Assert.AreEqual(metrics.MacroAccuracy, report.Classification!.MacroAccuracy, 1e-12);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                Assert.AreEqual(metrics.ConfusionMatrix.Counts[i][j], report.Classification.Count(i, j));
        }

        Row[] rows = Rows();
        double ece = rows.GroupBy(row => (int)(row.Scores.Max() * 10)).Sum(bin =>
            Math.Abs(bin.Sum(row => Right(row) - (double)row.Scores.Max()))) / rows.Length;
        double difference = ece - report.Calibration!.ExpectedError;
        Assert.AreEqual(0, difference, 1e-6);
        Assert.IsNull(report.Curve);
    }

    [TestMethod]
    public void Numbers_have_residuals_and_the_farthest_off()
    {
        var ml = new MLContext(1);
        Row[] rows = Rows();

        PredictionReport report =
            ml.Report(ml.Data.LoadFromEnumerable(rows), PredictionTask.Regression, new ReportOptions { LabelColumnName = "Number" });

        Assert.AreEqual(rows.Average(row => (double)row.Number - row.Score), report.Residuals!.Mean, 1e-9);
        Assert.AreEqual(Math.Sqrt(rows.Average(row => Math.Pow((double)row.Number - row.Score, 2))), report.Metrics[2].Value, 1e-6);
        Assert.AreEqual(rows.Max(row => Math.Abs((double)row.Number - row.Score)), report.Mistakes[0].Size, 1e-9);
        Assert.IsNull(report.Classification);
    }

    [TestMethod]
    public void The_page_is_whole_escaped_and_loads_nothing()
    {
        using var folder = new TemporaryFolder();
        PredictionReport report = Full(new MLContext(1));

        report.SaveHtml(folder.File("new/report.html"));

        string html = File.ReadAllText(folder.File("new/report.html"));
        Assert.IsFalse(html.Contains("<script", StringComparison.OrdinalIgnoreCase));
        StringAssert.Contains(html, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so, on&#39;");
        foreach (string address in Addresses().Matches(html).Select(match => match.Value))
            // Names of vocabularies, which nothing loads.
            Assert.IsTrue(address.StartsWith("http://www.w3.org/", StringComparison.Ordinal), address);
        foreach (string source in Sources().Matches(html).Select(match => match.Groups[1].Value))
            Assert.IsTrue(source.StartsWith("data:image/png;base64,", StringComparison.Ordinal) || source.StartsWith('#'), source);
        string[] ids = [.. Ids().Matches(html).Select(match => match.Groups[1].Value)];
        CollectionAssert.AllItemsAreUnique(ids);
        CollectionAssert.IsSubsetOf(Clips().Matches(html).Select(match => match.Groups[1].Value).ToArray(), ids);
        Assert.AreEqual(report.CreatePlots().Count, html.Split("<svg ").Length - 1);
        foreach (Match svg in Svgs().Matches(html))
            XElement.Parse(svg.Value); // Well-formed, or it throws.
        Assert.AreEqual(report.Mistakes.Count, html.Split("<img ").Length - 1);
    }

    [TestMethod]
    public void JSON_holds_what_the_report_holds()
    {
        using var folder = new TemporaryFolder();
        PredictionReport report = Full(new MLContext(1));

        report.SaveJson(folder.File("report.json"));

        JsonElement root = JsonDocument.Parse(File.ReadAllBytes(folder.File("report.json"))).RootElement;
        Assert.AreEqual(report.Title, root.GetProperty("title").GetString());
        Assert.AreEqual("MulticlassClassification", root.GetProperty("task").GetString());
        Assert.AreEqual(report.Metrics[0].Value, root.GetProperty("metrics")[0].GetProperty("value").GetDouble());
        Assert.AreEqual(report.Classification!.Count(1, 2), root.GetProperty("confusionMatrix")[1][2].GetInt64());
        Assert.AreEqual(report.Calibration!.ExpectedError, root.GetProperty("calibration").GetProperty("expectedError").GetDouble());
        Assert.AreEqual("NaN", root.GetProperty("importance")[1].GetProperty("standardDeviation").GetString());
        Assert.AreEqual(report.History!.Epochs[1].TrainingLoss, root.GetProperty("history").GetProperty("epochs")[1]
            .GetProperty("trainingLoss").GetDouble());
        CollectionAssert.AreEqual(report.Mistakes[0].Thumbnail!.Value.ToArray(), root.GetProperty("mistakes")[0].GetProperty("thumbnail")
            .GetBytesFromBase64());
    }

    [TestMethod]
    public void CSV_quotes_what_has_to_be_quoted()
    {
        using var folder = new TemporaryFolder();
        PredictionReport report = Full(new MLContext(1));

        IReadOnlyList<string> files = report.SaveCsv(folder.File("tables"));

        CollectionAssert.AreEqual(
            new[] { "metrics.csv", "baselines.csv", "classes.csv", "confusions.csv", "confusion-matrix.csv", "calibration.csv",
                "mistakes.csv", "importance.csv", "epochs.csv" },
            files.Select(Path.GetFileName).ToArray());
        string[] epochs = File.ReadAllText(files[^1]).Split("\r\n");
        CollectionAssert.AreEqual(new[] { "is_best", "False", "True" }, epochs.Take(3).Select(line => line[(line.LastIndexOf(',') + 1)..])
            .ToArray());
        string[] classes = File.ReadAllText(files[2]).Split("\r\n");
        Assert.AreEqual("class,precision,recall,f1,rows", classes[0]);
        StringAssert.StartsWith(classes[3], "\"<script>alert(\"\"1\"\")</script> & 'so, on'\",");
        Assert.AreEqual(report.Classification!.Figures[0].Precision, double.Parse(classes[1].Split(',')[1], CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void Pictures_are_written_for_each_task()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        PredictionReport[] reports =
        [
            Full(ml),
            ml.Report(Binary(ml), PredictionTask.BinaryClassification, new ReportOptions { LabelColumnName = "Yes" }),
            ml.Report(ml.Data.LoadFromEnumerable(Rows()), PredictionTask.Regression, new ReportOptions { LabelColumnName = "Number" }),
        ];

        string[][] names = [
            .. reports.Select(
                (report, i) => report.SavePlots(folder.File($"{i}")).Select(files => Path.GetFileNameWithoutExtension(files.Png))
                .ToArray())];

        CollectionAssert.AreEqual(new[] { "confusion-matrix", "calibration", "importance", "learning-curve" }, names[0]);
        CollectionAssert.AreEqual(new[] { "confusion-matrix", "roc-curve", "precision-recall-curve", "calibration" }, names[1]);
        CollectionAssert.AreEqual(new[] { "predicted-against-actual", "residuals" }, names[2]);
        using SKBitmap roc = SKBitmap.Decode(folder.File("1/roc-curve.png"));
        Assert.AreEqual((1120, 1120), (roc.Width, roc.Height));
    }

    [TestMethod]
    public void The_console_shows_tables()
    {
        var ml = new MLContext(1);
        using var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Profile.Width = 120;
        PredictionReport report = Full(ml);

        report.Show(console);

        string text = writer.ToString();
        StringAssert.Contains(text, "One of 3 classes of 'Label', predicted for 300 held-out rows.");
        StringAssert.Contains(text, report.Metrics[0].Value.ToString("0.0000", CultureInfo.InvariantCulture));
        StringAssert.Contains(text, "LightGbm");
        StringAssert.Contains(text, "Most confident mistakes");
        Assert.IsLessThanOrEqualTo(120, text.Split('\n').Max(line => line.TrimEnd().Length));
    }

    [TestMethod]
    public void Thumbnails_come_from_pixels_and_from_files()
    {
        using var folder = new TemporaryFolder();
        using (var image = new SKBitmap(400, 200))
        {
            image.Erase(SKColors.Red);
            using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(folder.File("red.png"), png.ToArray());
        }

        var ml = new MLContext(1);
        Row[] rows = [.. Rows().Select((row, i) => row with { Path = folder.File(i % 2 == 0 ? "red.png" : "none.png") })];
        PredictionReport Report(string column) => ml.Report(
            ml.Data.LoadFromEnumerable(rows), PredictionTask.BinaryClassification,
            new ReportOptions { LabelColumnName = "Yes", ImageColumnName = column });

        foreach (Mistake mistake in Report("Pixels").Mistakes)
        {
            using SKBitmap image = SKBitmap.Decode(mistake.Thumbnail!.Value.ToArray());
            Assert.AreEqual((3, 2), (image.Width, image.Height));
            CollectionAssert.AreEqual(rows[mistake.Row].Pixels, image.Pixels.Select(pixel => pixel.Green).ToArray());
        }

        foreach (Mistake mistake in Report("Path").Mistakes)
        {
            Assert.AreEqual(mistake.Row % 2 == 0, mistake.Thumbnail is not null);
            if (mistake.Thumbnail is not { } png)
                continue;
            using SKBitmap image = SKBitmap.Decode(png.ToArray());
            Assert.AreEqual((96, 48, SKColors.Red), (image.Width, image.Height, image.GetPixel(50, 20)));
        }

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Report("Number"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Report("Pixel"));
    }

    [TestMethod]
    public void Thumbnails_come_from_images_of_ML_NET()
    {
        using var folder = new TemporaryFolder();
        using (var image = new SKBitmap(2, 1))
        {
            image.SetPixel(0, 0, new SKColor(200, 10, 20));
            image.SetPixel(1, 0, new SKColor(30, 40, 250));
            using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(folder.File("two.png"), png.ToArray());
        }

        var ml = new MLContext(1);
        IDataView rows = ml.Data.LoadFromEnumerable(Rows().Select(row => row with { Path = "two.png" }));
        IDataView images = ml.Transforms.LoadImages("Image", folder.File(""), "Path").Fit(rows).Transform(rows);

        PredictionReport report =
            ml.Report(images, PredictionTask.BinaryClassification,
                new ReportOptions { LabelColumnName = "Yes", ImageColumnName = "Image" });

        Assert.IsNotEmpty(report.Mistakes);
        foreach (Mistake mistake in report.Mistakes)
        {
            using SKBitmap image = SKBitmap.Decode(mistake.Thumbnail!.Value.ToArray());
            CollectionAssert.AreEqual(new[] { new SKColor(200, 10, 20), new SKColor(30, 40, 250) }, image.Pixels);
        }
    }

    [TestMethod]
    public void Two_classes_are_called_by_the_values_they_stand_for()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        using var writer = new StringWriter();
        PredictionReport report = ml.Report(Binary(ml), PredictionTask.BinaryClassification, new ReportOptions
        {
            LabelColumnName = "Yes", BinaryValues = ["rotten", "ripe"],
        });

        report.Show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No }));
        report.SaveHtml(folder.File("report.html"));

        CollectionAssert.AreEqual(new[] { "rotten", "ripe" }, report.Classification!.Classes.ToArray());
        Assert.AreEqual(Rows().Count(row => row.Yes), report.Classification.Figures[1].Rows);
        StringAssert.Contains(writer.ToString(), "Whether 'Yes' is 'ripe', predicted for 300 held-out rows.");
        Assert.IsTrue(
            report.Mistakes.All(mistake => mistake is { Actual: "ripe", Predicted: "rotten" } or { Actual: "rotten", Predicted: "ripe" }));
        foreach (string shown in new[] { writer.ToString(), File.ReadAllText(folder.File("report.html")) })
            Assert.IsFalse(shown.Contains("False", StringComparison.Ordinal));
    }

    [TestMethod]
    public void All_faults_of_options_are_named_at_once()
    {
        var ml = new MLContext(1);

        var error = Assert.ThrowsExactly<ArgumentException>(() => ml.Report(
            Binary(ml), PredictionTask.BinaryClassification,
            new ReportOptions { Title = "", Mistakes = -1, CalibrationBins = 1, BinaryValues = ["one"],
                FitTime = TimeSpan.FromSeconds(-1) }));

        foreach (string option in new[] { "Title is empty", "Mistakes is -1", "CalibrationBins is 1", "BinaryValues is [one]",
            "FitTime is -00:00:01" })
            StringAssert.Contains(error.Message, option);
    }

    [TestMethod]
    public void A_report_that_cannot_be_written_leaves_the_old_one()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("folder", 1);
        PredictionReport report = Full(new MLContext(1));

        Assert.Throws<IOException>(() => report.SaveHtml(Path.Combine(path, "report.html")));

        CollectionAssert.AreEqual(new byte[] { 1 }, File.ReadAllBytes(path));
    }

    /// <summary>With all that a report may have, and names that a page has to escape.</summary>
    private static PredictionReport Full(MLContext ml) =>
        ml.Report(Multiclass(ml), PredictionTask.MulticlassClassification, new ReportOptions
    {
        Title = Nasty,
        ImageColumnName = "Pixels",
        History = new TrainingHistory([Epoch(1), Epoch(2)], 2, 100, 0, TrainingEnd.Completed),
        Importance = [new FeatureImportance(Nasty, 0.5, 0.1), new FeatureImportance("b", 0, double.NaN)],
        Baselines = [new ReportBaseline("LightGbm", [new Metric("micro-accuracy", 0.5, true)], TimeSpan.FromSeconds(3)),
            new ReportBaseline(Nasty, [])],
    });

    private static EpochReport Epoch(int epoch) => new()
    {
        Epoch = epoch, Epochs = 2, TrainingLoss = 1.0 / epoch, TrainingAccuracy = 0.5, LearningRate = 0.1,
        Duration = TimeSpan.FromSeconds(1), RowsPerSecond = 10, IsBest = true,
    };

    private static IDataView Binary(MLContext ml) => ml.Data.LoadFromEnumerable(Rows());

    private static IDataView Multiclass(MLContext ml)
    {
        IDataView view = ml.Data.LoadFromEnumerable(Rows()), keys = ml.Data.LoadFromEnumerable(s_names.Select(name => new NameOnly(name)));
        return ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: keys)
            .Append(ml.Transforms.CopyColumns("Score", "Scores"))
            .Append(ml.Transforms.CopyColumns("PredictedLabel", "Label"))
            .Fit(view).Transform(view);
    }

    private static double Right(Row row) => s_names[Array.IndexOf(row.Scores, row.Scores.Max())] == row.Name ? 1 : 0;

    private static Row[] Rows()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 300).Select(i =>
        {
            float[] raw = [random.NextSingle() + (i % 3 == 0 ? 0.4f : 0.01f), random.NextSingle() + 0.01f, random.NextSingle() + 0.01f];
            float score = (4 * random.NextSingle()) - 2;
            return new Row
            {
                Name = s_names[i % 3],
                Scores = [.. raw.Select(value => value / raw.Sum())],
                Yes = score + random.NextSingle() > 0.5f,
                Score = score,
                Probability = 1 / (1 + MathF.Exp(-score)),
                PredictedLabel = score > 0,
                Number = score + random.NextSingle(),
                Pixels = [.. Enumerable.Range(0, 6).Select(_ => (byte)random.Next(256))],
            };
        })];
    }

    [GeneratedRegex("https?://[^\"<> ]*")]
    private static partial Regex Addresses();

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("url\\(#([^)]*)\\)")]
    private static partial Regex Clips();

    [GeneratedRegex("<svg .*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svgs();

    private sealed record NameOnly(string Name);

    private sealed record Row
    {
        public string Name { get; set; } = "";

        public string Path { get; set; } = "";

        [VectorType(3)]
        public float[] Scores { get; set; } = [0, 0, 0];

        public bool Yes { get; set; }

        public float Number { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }

        [VectorType(2, 3)]
        public byte[] Pixels { get; set; } = new byte[6];
    }
}
