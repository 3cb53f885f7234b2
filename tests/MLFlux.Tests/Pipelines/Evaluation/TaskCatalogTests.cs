using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines.Evaluation;

/// <summary>Figures, reports and importance stand on the catalogs of the tasks, where users of ML.NET look for <c>Evaluate</c>.</summary>
[TestClass]
public sealed class TaskCatalogTests
{
    private static readonly MLContext s_ml = new(1);

    [TestMethod]
    public void Yes_or_no_had_no_figures_on_its_catalog()
    {
        IDataView data = Data(), scored = Score(s_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Yes", "X"));
        CalibratedBinaryClassificationMetrics expected = s_ml.BinaryClassification.Evaluate(scored, "Yes");

        IReadOnlyList<Metric> metrics = s_ml.BinaryClassification.Metrics(scored, "Yes");

        Assert.AreEqual(expected.Accuracy, metrics[0].Value);
        Assert.AreEqual(expected.AreaUnderRocCurve, metrics[1].Value);
        CollectionAssert.AreEqual(s_ml.Metrics(scored, PredictionTask.BinaryClassification, "Yes").ToArray(), metrics.ToArray());

        PredictionReport report = s_ml.BinaryClassification.Report(scored, new ReportOptions { LabelColumnName = "Yes" });
        Assert.AreEqual(PredictionTask.BinaryClassification, report.Task);
        Assert.AreEqual(data.GetColumn<bool>("Yes").LongCount(), report.Rows);
        Assert.AreEqual(metrics[0].Value, report.Classification!.Accuracy, 1e-9);
    }

    [TestMethod]
    public void Several_classes_had_no_figures_on_their_catalog()
    {
        IDataView scored = Score(s_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Class", "X"));
        MulticlassClassificationMetrics expected = s_ml.MulticlassClassification.Evaluate(scored, "Class");

        IReadOnlyList<Metric> metrics = s_ml.MulticlassClassification.Metrics(scored, "Class");

        Assert.AreEqual(expected.MicroAccuracy, metrics[0].Value);
        Assert.AreEqual(expected.LogLoss, metrics[2].Value);
        PredictionReport report = s_ml.MulticlassClassification.Report(scored, new ReportOptions { LabelColumnName = "Class" });
        Assert.AreEqual(PredictionTask.MulticlassClassification, report.Task);
        Assert.HasCount(3, report.Classification!.Classes);
    }

    [TestMethod]
    public void Numbers_had_no_figures_on_their_catalog()
    {
        IDataView scored = Score(s_ml.Regression.Trainers.LbfgsPoissonRegression("Number", "X"));
        RegressionMetrics expected = s_ml.Regression.Evaluate(scored, "Number");

        IReadOnlyList<Metric> metrics = s_ml.Regression.Metrics(scored, "Number");

        Assert.AreEqual(expected.RSquared, metrics[0].Value);
        Assert.AreEqual(expected.MeanAbsoluteError, metrics[1].Value);
        PredictionReport report = s_ml.Regression.Report(scored, new ReportOptions { LabelColumnName = "Number" });
        Assert.AreEqual(PredictionTask.Regression, report.Task);
        Assert.IsNotNull(report.Residuals);
    }

    [TestMethod]
    public void Importance_is_that_of_the_context()
    {
        IDataView data = Data();
        ITransformer yes = s_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Yes", "X").Fit(data);
        ITransformer classes = s_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Class", "X").Fit(data);
        ITransformer number = s_ml.Regression.Trainers.LbfgsPoissonRegression("Number", "X").Fit(data);

        Same(PredictionTask.BinaryClassification, yes, "Yes", options => s_ml.BinaryClassification.FeatureImportance(yes, data, options));
        Same(PredictionTask.MulticlassClassification, classes, "Class",
            options => s_ml.MulticlassClassification.FeatureImportance(classes, data, options));
        Same(PredictionTask.Regression, number, "Number", options => s_ml.Regression.FeatureImportance(number, data, options));

        void Same(
            PredictionTask task, ITransformer model, string label, Func<FeatureImportanceOptions, IReadOnlyList<FeatureImportance>> measure)
        {
            var options = new FeatureImportanceOptions { LabelColumnName = label, Columns = ["X"] };
            FeatureImportance[] measured = [.. measure(options)];
            CollectionAssert.AreEqual(s_ml.FeatureImportance(model, data, task, options).ToArray(), measured);
            Assert.IsGreaterThan(0.05, measured.Single().Loss, label);
        }
    }

    [TestMethod]
    public void A_wrong_column_is_named_there_too()
    {
        IDataView scored = Score(s_ml.Regression.Trainers.LbfgsPoissonRegression("Number", "X"));
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Regression.Metrics(scored, "Nummer")).Message, "'Nummer'");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Regression.Metrics(scored, "Yes")).Message,
            "regression expects a float");
    }

    private static IDataView Score<T>(IEstimator<T> trainer)
        where T : class, ITransformer => trainer.Fit(Data()).Transform(Data());

    private static IDataView Data()
    {
        var random = new Random(3);
        return s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i =>
        {
            float[] x = [random.NextSingle(), random.NextSingle()];
            return new Row { X = x, Yes = x[0] + x[1] > 1, Class = (uint)(3 * x[0]), Number = 1 + x[0] + (2 * x[1]) };
        }).ToArray());
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] X { get; set; } = [0, 0];

        public bool Yes { get; set; }

        [KeyType(3)]
        public uint Class { get; set; }

        public float Number { get; set; }
    }
}
