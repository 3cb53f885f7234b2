using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines.Evaluation;

/// <summary>Each figure against its formula in double precision, worked out from the very rows.</summary>
[TestClass]
public sealed class MetricsTests
{
    [TestMethod]
    public void Several_classes_have_accuracies_and_losses()
    {
        var ml = new MLContext(1);
        Scored[] rows = Rows(200);

        IReadOnlyList<Metric> metrics = ml.Metrics(Classes(ml, rows), PredictionTask.MulticlassClassification, "Class");

        bool[] right = [.. rows.Select(row => Array.IndexOf(row.Scores, row.Scores.Max()) == row.Class)];
        double macro = Enumerable.Range(0, 3).Average(c => right.Where((_, i) => rows[i].Class == c).Average(r => r ? 1.0 : 0));
        double logLoss = rows.Average(row => -Math.Log(row.Scores[row.Class]));
        double prior = rows.CountBy(row => row.Class).Sum(c => -c.Value / 200.0 * Math.Log(c.Value / 200.0));
        Expect(metrics,
            ("micro-accuracy", right.Average(r => r ? 1.0 : 0), true),
            ("macro-accuracy", macro, true),
            ("log-loss", logLoss, false),
            ("log-loss reduction", 1 - (logLoss / prior), true));
    }

    [TestMethod]
    public void Two_classes_have_areas_under_curves_and_with_probabilities_losses()
    {
        var ml = new MLContext(1);
        Scored[] rows = Rows(200);
        IDataView scored = View(ml, rows);

        IReadOnlyList<Metric> metrics = ml.Metrics(scored, PredictionTask.BinaryClassification, "Yes");
        IReadOnlyList<Metric> without = ml.Metrics(
            ml.Transforms.DropColumns("Probability").Fit(scored).Transform(scored), PredictionTask.BinaryClassification, "Yes");

        double[] yes = [.. rows.Where(row => row.Yes).Select(row => (double)row.Score)], no =
            [.. rows.Where(row => !row.Yes).Select(row => (double)row.Score)];
        double auc = yes.SelectMany(_ => no, (a, b) => a > b ? 1 : a == b ? 0.5 : 0).Average();
        double truePositives = rows.Count(row => row is { Yes: true, PredictedLabel: true });
        double precision = truePositives / rows.Count(row => row.PredictedLabel), recall = truePositives / yes.Length;
        double logLoss = rows.Average(row => -Math.Log2(row.Yes ? row.Probability : 1 - row.Probability));
        double share = yes.Length / 200.0, prior = -(share * Math.Log2(share)) - ((1 - share) * Math.Log2(1 - share));
        BinaryClassificationMetrics own = ml.BinaryClassification.EvaluateNonCalibrated(scored, "Yes");
        (string, double, bool)[] always =
        [
            ("accuracy", rows.Average(row => row.Yes == row.PredictedLabel ? 1.0 : 0), true),
            ("AUC", auc, true),
            ("F1", 2 * precision * recall / (precision + recall), true),
            ("precision", precision, true),
            ("recall", recall, true),
            ("AUPRC", own.AreaUnderPrecisionRecallCurve, true),
        ];
        Expect(metrics, [.. always, ("log-loss", logLoss, false), ("log-loss reduction", 1 - (logLoss / prior), true)]);
        Expect(without, always);
    }

    [TestMethod]
    public void Numbers_have_errors_in_their_unit()
    {
        var ml = new MLContext(1);
        Scored[] rows = Rows(200);

        IReadOnlyList<Metric> metrics = ml.Metrics(View(ml, rows), PredictionTask.Regression, "Number");

        double mean = rows.Average(row => (double)row.Number), squares = rows.Average(row => Math.Pow(row.Number - row.Score, 2));
        Expect(metrics,
            ("R²", 1 - (squares / rows.Average(row => Math.Pow(row.Number - mean, 2))), true),
            ("MAE", rows.Average(row => Math.Abs((double)row.Number - row.Score)), false),
            ("RMSE", Math.Sqrt(squares), false));
    }

    [TestMethod]
    [DataRow(PredictionTask.Regression, "Numbr", "There is no column 'Numbr'")]
    [DataRow(PredictionTask.Regression, "Yes", "The label column 'Yes' is Boolean; regression expects a float")]
    [DataRow(PredictionTask.BinaryClassification, "Number", "The label column 'Number' is Single; binary classification expects a bool")]
    [DataRow(PredictionTask.MulticlassClassification, "Number",
        "The label column 'Number' is Single; multiclass classification expects a key")]
    public void A_wrong_label_column_is_named(PredictionTask task, string label, string message)
    {
        var ml = new MLContext(1);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Metrics(View(ml, Rows(5)), task, label));

        StringAssert.StartsWith(error.Message, message);
    }

    [TestMethod]
    [DataRow(PredictionTask.Regression, "Number")]
    [DataRow(PredictionTask.BinaryClassification, "Yes")]
    [DataRow(PredictionTask.MulticlassClassification, "Class")]
    public void Without_a_whole_row_there_is_nothing_to_evaluate(PredictionTask task, string label)
    {
        var ml = new MLContext(1);
        Scored[] bad = [.. Rows(20).Select(row => row with { Class = 7, Score = float.NaN, Number = float.NaN })];

        foreach (Scored[] rows in new[] { [], bad })
        {
            IDataView scored = task == PredictionTask.MulticlassClassification ? Classes(ml, rows) : View(ml, rows);
            var error = Assert.ThrowsExactly<ArgumentException>(() => ml.Metrics(scored, task, label));
            StringAssert.StartsWith(error.Message, $"No row has both a label in '{label}' and a finite score");
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Rows_of_one_class_of_two_had_no_figure(bool label)
    {
        var ml = new MLContext(1);
        Scored[] rows = [.. Rows(40).Where(row => row.Yes == label)];
        double right = rows.Count(row => row.Score > 0 == label) / (double)rows.Length;

        Dictionary<string, double> figures = ml.Metrics(View(ml, rows), PredictionTask.BinaryClassification, "Yes")
            .ToDictionary(metric => metric.Name, metric => metric.Value);

        Assert.AreEqual(right, figures["accuracy"], 1e-12);
        Assert.AreEqual(label ? right : double.NaN, figures["recall"], 1e-12);
        Assert.AreEqual(label ? 1 : 0, figures["precision"], 1e-12);
        Assert.AreEqual(label ? 2 * right / (right + 1) : 0, figures["F1"], 1e-12);
        Assert.IsTrue(double.IsNaN(figures["AUC"]) && double.IsNaN(figures["AUPRC"]));
        Assert.IsTrue(!figures.TryGetValue("log-loss reduction", out double reduction) || double.IsNaN(reduction));
        PredictionReport report =
            ml.Report(View(ml, rows), PredictionTask.BinaryClassification, new ReportOptions { LabelColumnName = "Yes" });
        Assert.IsNull(report.Curve);
        Assert.IsNotEmpty(report.CreatePlots());
    }

    [TestMethod]
    public void Labels_that_are_all_the_same_had_an_infinite_R2()
    {
        var ml = new MLContext(1);
        foreach (int count in new[] { 1, 30 })
        {
            IDataView scored = View(ml, [.. Rows(count).Select(row => row with { Number = 0.1f })]);
            IReadOnlyList<Metric> metrics = ml.Metrics(scored, PredictionTask.Regression, "Number");
            Assert.IsTrue(double.IsNaN(metrics[0].Value), $"{count} rows: R² is {metrics[0].Value}");
            Assert.IsTrue(double.IsFinite(metrics[1].Value));
            Assert.IsNotEmpty(ml.Report(scored, PredictionTask.Regression, new ReportOptions { LabelColumnName = "Number" }).CreatePlots());
        }
    }

    [TestMethod]
    public void Rows_that_lack_classes_have_figures()
    {
        var ml = new MLContext(1);
        IReadOnlyList<Metric> one =
            ml.Metrics(Classes(ml, [.. Rows(30).Where(row => row.Class == 1)]), PredictionTask.MulticlassClassification, "Class");
        Assert.IsTrue(double.IsNaN(one.Single(metric => metric.Name == "log-loss reduction").Value));
        Assert.IsTrue(one.Where(metric => metric.Name != "log-loss reduction").All(metric => double.IsFinite(metric.Value)));
        Assert.IsTrue(ml.Metrics(Classes(ml, [.. Rows(30).Where(row => row.Class != 1)]), PredictionTask.MulticlassClassification, "Class")
            .All(metric => double.IsFinite(metric.Value)));
    }

    [TestMethod]
    [DataRow(PredictionTask.Regression, "Score")]
    [DataRow(PredictionTask.BinaryClassification, "PredictedLabel")]
    [DataRow(PredictionTask.BinaryClassification, "Probability")]
    [DataRow(PredictionTask.MulticlassClassification, "PredictedLabel")]
    public void A_label_called_as_an_output_was_compared_with_itself(PredictionTask task, string label)
    {
        var ml = new MLContext(1);
        IDataView scored = task == PredictionTask.MulticlassClassification ? Classes(ml, Rows(20)) : View(ml, Rows(20));

        string message = Assert.ThrowsExactly<ArgumentException>(() => ml.Metrics(scored, task, label)).Message;
        StringAssert.Contains(message, $"The label column is called '{label}'");
        StringAssert.Contains(message, $"ml.Transforms.CopyColumns(\"Actual\", \"{label}\")");
        Assert.ThrowsExactly<ArgumentException>(() => ml.Report(scored, task, new ReportOptions { LabelColumnName = label }));
    }

    [TestMethod]
    public void A_task_that_is_none_was_taken_for_one()
    {
        var ml = new MLContext(1);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Metrics(View(ml, Rows(20)), (PredictionTask)99, "Number"));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.Pipelines().Tabular(View(ml, Rows(20)), "Number", new TabularOptions { Task = (PredictionTask)99 }));
    }

    private static void Expect(IReadOnlyList<Metric> metrics, params (string Name, double Value, bool HigherIsBetter)[] expected)
    {
        CollectionAssert.AreEqual(expected.Select(e => (e.Name, e.HigherIsBetter))
            .ToArray(), metrics.Select(m => (m.Name, m.HigherIsBetter)).ToArray());
        foreach ((Metric metric, var one) in metrics.Zip(expected))
            Assert.AreEqual(one.Value, metric.Value, 1e-6, metric.Name);
    }

    private static Scored[] Rows(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] raw = [random.NextSingle() + (i % 3 == 0 ? 0.4f : 0.01f), random.NextSingle() + 0.01f, random.NextSingle() + 0.01f];
            float score = (4 * random.NextSingle()) - 2;
            return new Scored
            {
                Class = (uint)(i % 3), // As LoadFromEnumerable counts.
                Scores = [.. raw.Select(value => value / raw.Sum())],
                Yes = score + random.NextSingle() > 0.5f,
                Score = score,
                Probability = 1 / (1 + MathF.Exp(-score)),
                PredictedLabel = score > 0,
                Number = score + random.NextSingle(),
            };
        })];
    }

    private static IDataView View(MLContext ml, Scored[] rows) => ml.Data.LoadFromEnumerable(rows);

    /// <summary>The scores of the classes as Score, in place of the number.</summary>
    private static IDataView Classes(MLContext ml, Scored[] rows)
    {
        IDataView view = View(ml, rows);
        return ml.Transforms.CopyColumns("Score", "Scores").Append(ml.Transforms.CopyColumns("PredictedLabel", "Class")).Fit(view)
            .Transform(view);
    }

    private sealed record Scored
    {
        [KeyType(3)]
        public uint Class { get; set; }

        [VectorType(3)]
        public float[] Scores { get; set; } = [0, 0, 0];

        public bool Yes { get; set; }

        public float Number { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
