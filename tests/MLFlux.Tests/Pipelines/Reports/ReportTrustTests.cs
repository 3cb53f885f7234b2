using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Reports;

/// <summary>A report said nothing of temperature and threshold, nor why a row was predicted wrongly.</summary>
[TestClass]
public sealed class ReportTrustTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Example[] s_rows = Noisy(300, 1), s_held = Noisy(500, 2);

    /// <summary>It was ML.NET's exception of an annotation, which named no column.</summary>
    [TestMethod]
    public void All_rows_held_out_were_explained_where_a_few_are_shown()
    {
        var ml = new MLContext(seed: 1);
        Example[] rows = Examples.Make(500);
        IDataView data = Examples.View(ml, rows);
        int read = 0;
        var counted = new ReplacedColumnView(data, data.Schema[nameof(Example.Features)], row => new ValueGetter<VBuffer<float>>(
            (ref VBuffer<float> value) =>
            {
                Interlocked.Increment(ref read);
                value = new VBuffer<float>(Examples.Width, rows[row()].Features);
            }));
        using NeuralNetworkTransformer fitted = Fits.Regression(Examples.Hidden, new NeuralNetworkOptions { Epochs = 1 }, rows);
        using ExplanationTransformer explanation = ml.Transforms.Explanation(fitted).Fit(data);

        Assert.HasCount(2, MLFlux.Reports.RowContributions.Read(explanation.Transform(counted), [3, 400]));
        Assert.AreEqual(2, read);
    }

    [TestMethod]
    public void Contributions_without_names_are_refused_by_their_column()
    {
        string column = new ExplanationOptions().OutputColumnName;
        IDataView rows = s_ml.Data.LoadFromEnumerable(s_rows), nameless = s_ml.Transforms.Conversion
            .MapValue(column, new Dictionary<bool, float[]> { [false] = [1, 2], [true] = [3, 4] }, "Yes").Fit(rows).Transform(rows);
        string message = Assert.ThrowsExactly<ArgumentException>(() => MLFlux.Reports.RowContributions.Read(nameless, [0])).Message;
        StringAssert.Contains(message, $"'{column}'");
    }

    [TestMethod]
    [DataRow(PredictionTask.BinaryClassification)]
    [DataRow(PredictionTask.MulticlassClassification)]
    public void Calibration_stands_there_with_and_without_the_temperature(PredictionTask task)
    {
        // So short a fit leaves probabilities far less sure than they could be.
        NeuralNetworkOptions options = new() { Epochs = 3, Optimizer = Optimizers.Adam(0.01), ValidationFraction = 0.5, Seed = 3 };
        using NeuralNetworkTransformer scaled = Fit(task, options);
        using NeuralNetworkTransformer plain = Fit(task, options with { TemperatureScaling = false });
        Assert.IsNotNull(scaled.Model.Temperature);

        PredictionReport report = Report(task, scaled), without = Report(task, plain);

        Assert.IsNull(without.CalibrationBefore);
        Assert.AreEqual(without.Calibration!.ExpectedError, report.CalibrationBefore!.ExpectedError, 1e-4);
        Assert.AreNotEqual(report.Calibration!.ExpectedError, report.CalibrationBefore.ExpectedError, 1e-4);
        StringAssert.Contains(MLFlux.Reports.ReportHtml.Write(report), "the same before its temperature");
    }

    [TestMethod]
    public void A_threshold_other_than_a_half_is_said_with_both_accuracies()
    {
        using NeuralNetworkTransformer half = Fit(PredictionTask.BinaryClassification, new NeuralNetworkOptions { Epochs = 20, Seed = 3 });
        using NeuralNetworkTransformer strict = half.WithThreshold(0.9);

        PredictionReport report = Report(PredictionTask.BinaryClassification, strict);

        bool[] said = [.. strict.Transform(Examples.View(s_ml, s_held)).GetColumn<bool>("PredictedLabel")];
        double accuracy = said.Zip(s_held).Average(pair => pair.First == pair.Second.Yes ? 1.0 : 0);
        Assert.AreEqual(accuracy, report.Classification!.Accuracy, 1e-12);
        Assert.AreEqual(
            Report(PredictionTask.BinaryClassification, half).Classification!.Accuracy, report.Metrics[0].Value, 1e-12);
        StringAssert.Contains(MLFlux.Reports.ReportHtml.Write(report), "The decision threshold is not a half");
        Assert.DoesNotContain(
            "The decision threshold", MLFlux.Reports.ReportHtml.Write(Report(PredictionTask.BinaryClassification, half)));
    }

    [TestMethod]
    public void Predicted_values_that_were_mapped_to_the_labels_own_names_are_counted_too()
    {
        using NeuralNetworkTransformer half = Fit(PredictionTask.BinaryClassification, new NeuralNetworkOptions { Epochs = 20, Seed = 3 });
        using NeuralNetworkTransformer strict = half.WithThreshold(0.9);
        IDataView scored = strict.Transform(Examples.View(s_ml, s_held));
        IDataView mapped = s_ml.Transforms.Conversion.MapValue(
            "PredictedLabel", new Dictionary<bool, string> { [false] = "no", [true] = "yes" }).Fit(scored).Transform(scored);

        PredictionReport report = s_ml.Report(mapped, PredictionTask.BinaryClassification, new ReportOptions
        {
            LabelColumnName = nameof(Example.Yes), BinaryValues = ["no", "yes"],
        });

        Assert.AreEqual(
            Report(PredictionTask.BinaryClassification, strict).Classification!.Accuracy, report.Classification!.Accuracy, 1e-12);
    }

    [TestMethod]
    public void The_worst_mistakes_have_what_each_column_added()
    {
        using NeuralNetworkTransformer model = Fit(PredictionTask.BinaryClassification, new NeuralNetworkOptions { Epochs = 20, Seed = 3 });
        IDataView scored = model.Transform(Examples.View(s_ml, s_held));
        IDataView explained = s_ml.Transforms.Explanation(model).Fit(scored).Transform(scored);
        float[][] all = [.. explained.GetColumn<float[]>("Explanation")];

        PredictionReport report = Report(PredictionTask.BinaryClassification, model, explained);

        Assert.HasCount(12, report.Mistakes);
        foreach (Mistake mistake in report.Mistakes)
        {
            Assert.HasCount(3, mistake.Contributions);
            foreach (ColumnContribution one in mistake.Contributions)
                Assert.AreEqual(all[mistake.Row][int.Parse(one.Column, null)], one.Contribution);
            Assert.IsGreaterThanOrEqualTo(Math.Abs(mistake.Contributions[1].Contribution), Math.Abs(mistake.Contributions[0].Contribution));
        }

        StringAssert.Contains(MLFlux.Reports.ReportHtml.Write(report), "class=\"bars\"");
    }

    private static NeuralNetworkTransformer Fit(PredictionTask task, NeuralNetworkOptions options) =>
        task == PredictionTask.BinaryClassification
            ? Fits.Binary(Chain(Dense(32, Relu), Output()), options, s_rows)
            : Fits.Multiclass(Chain(Dense(32, Relu), Output()), options, s_rows);

    private static PredictionReport Report(PredictionTask task, NeuralNetworkTransformer model, IDataView? explained = null)
    {
        bool isBinary = task == PredictionTask.BinaryClassification;
        IDataView scored = model.Transform(isBinary ? Examples.View(s_ml, s_held) : Examples.Keyed(s_ml, s_held));
        return s_ml.Report(scored, task, new ReportOptions
        {
            LabelColumnName = isBinary ? nameof(Example.Yes) : "Label", History = model.Model.History, Explained = explained,
        });
    }

    private static Example[] Noisy(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, 3).Select(_ => (float)((4 * random.NextDouble()) - 2))];
            return new Example
            {
                Features = x, Name = Examples.Names[x[0] + random.NextDouble() > 0.5 ? 0 : x[1] > 0 ? 1 : 2],
                Yes = random.NextDouble() < 1 / (1 + Math.Exp(-x[0] - x[1])),
            };
        })];
    }
}
