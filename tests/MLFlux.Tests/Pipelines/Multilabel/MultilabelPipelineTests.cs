using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;
using Spectre.Console;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines;

/// <summary>Several labels a row in ready pipelines, experiments and reports.</summary>
[TestClass]
public sealed class MultilabelPipelineTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly NeuralNetworkOptions s_training = new()
    {
        LabelColumnName = "Flags", Epochs = 30, BatchSize = 32, Optimizer = Optimizers.Adam(0.01),
    };

    [TestMethod]
    [DataRow("Flags", null)]
    [DataRow("Numbers", PredictionTask.MultilabelClassification)]
    [DataRow("Words", PredictionTask.MultilabelClassification)]
    public void A_ready_pipeline_learns_labels_of_each_kind(string label, PredictionTask? task)
    {
        IDataView data = s_ml.Transforms.SelectColumns("Features", label).Fit(View(400)).Transform(View(400));
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(data, label, new TabularOptions { Task = task });

        IDataView scored = pipeline.Fit(data).Transform(data);

        Assert.AreEqual(PredictionTask.MultilabelClassification, pipeline.Task);
        Assert.IsGreaterThan(0.85, s_ml.MultilabelClassification.Evaluate(scored, label).MicroF1);
        Assert.AreEqual(MultilabelRow.Labels, ((VectorDataViewType)scored.Schema["Probability"].Type).Size);
    }

    [TestMethod]
    [DataRow(';')]
    [DataRow(';', "; ")]
    [DataRow('|')]
    [DataRow(',')]
    public void Words_are_parted_by_what_parts_them(char separator, string? written = null)
    {
        Tagged[] rows = [.. MultilabelRow.Make(300).Select(row => new Tagged
        {
            Features = row.Features, Tags = row.Words.Replace(" ", written ?? $"{separator}").Replace("dark", "very dark"),
        })];
        IDataView data = s_ml.Data.LoadFromEnumerable(rows);
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(
            data, "Tags", new TabularOptions { Task = PredictionTask.MultilabelClassification });

        DataViewSchema.Column score = pipeline.Fit(data).Transform(data).Schema["Score"];

        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        CollectionAssert.AreEquivalent(
            new[] { "red", "green", "blue", "warm", "very dark" }, names.DenseValues().Select(name => name.ToString()).ToArray());
    }

    [TestMethod]
    public void Baselines_are_one_model_a_label()
    {
        var pipeline = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Chain(Dense(16, Relu), Output()), s_training);
        using ExperimentResult result = s_ml.Experiment(new EstimatorChain<ITransformer>().Append(pipeline)).Run(View(600));

        CollectionAssert.AreEqual(
            new[] { "majority of each label", "LbfgsLogisticRegression for each label", "LightGbm" },
            result.Baselines.Select(one => one.Name).ToArray());
        Assert.AreEqual("", string.Join(' ', result.Baselines.Select(one => one.LeftOut)).Trim());
        Assert.IsLessThan(0.6, result.Baselines[0].Metrics[0].Value);
        Assert.IsGreaterThan(0.7, result.Baselines[1].Metrics[0].Value);
        Assert.IsGreaterThan(0.8, result.Baselines[2].Metrics[0].Value);
    }

    [TestMethod]
    public void A_report_has_the_figures_the_calibration_and_the_worst_rows()
    {
        IDataView data = View(300);
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Output(), s_training with { Epochs = 3 }).Fit(data);
        IDataView scored = fitted.Transform(data);

        PredictionReport report = s_ml.MultilabelClassification.Report(scored, new ReportOptions { LabelColumnName = "Flags" });

        CollectionAssert.AreEqual(s_ml.MultilabelClassification.Metrics(scored, "Flags").ToArray(), report.Metrics.ToArray());
        Assert.AreEqual(s_ml.MultilabelClassification.Evaluate(scored, "Flags").ExampleF1, report.Metrics[0].Value);
        Assert.IsNotNull(report.Calibration);
        Assert.IsNull(report.Classification);
        bool[][] predicted = [.. scored.GetColumn<bool[]>("PredictedLabel")], actual = [.. scored.GetColumn<bool[]>("Flags")];
        int most = predicted.Zip(actual, (p, a) => p.Zip(a, (x, y) => x != y).Count(wrong => wrong)).Max();
        Assert.AreEqual(most, report.Mistakes[0].Size);
    }

    [TestMethod]
    public void A_card_has_the_threshold_of_each_label()
    {
        IDataView data = View(200);
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers.NeuralNetwork(
            Output(), s_training with { Epochs = 2, ValidationFraction = 0.3, DecisionThreshold = DecisionThreshold.F1 }).Fit(data);

        ModelCard card = ModelCard.Describe(fitted, data.Schema, "Flags");

        CollectionAssert.AreEqual(fitted.Model.DecisionThresholds!.ToArray(), card.Networks[0].DecisionThresholds!.ToArray());
        Assert.IsNull(card.Networks[0].DecisionThreshold);
        string first = fitted.Model.DecisionThresholds![0].ToString("0.####", CultureInfo.InvariantCulture);
        StringAssert.Contains(card.ToString(), $"- labels are predicted above: a probability of {first} for Flags.0, ");
    }

    [TestMethod]
    public void A_report_said_nothing_of_each_label()
    {
        IDataView data = View(200);
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Output(), s_training with { Epochs = 3 }).Fit(data);
        IDataView scored = fitted.Transform(data);
        LabelMetrics[] expected = [.. s_ml.MultilabelClassification.Evaluate(scored, "Flags").Labels];
        using var folder = new TemporaryFolder();

        PredictionReport report = s_ml.MultilabelClassification.Report(scored, new ReportOptions { LabelColumnName = "Flags" });
        report.SaveHtml(folder.File("report.html"));
        report.SaveJson(folder.File("report.json"));
        report.SaveCsv(folder.File("tables"));
        var shown = new StringWriter();
        report.Show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(shown) }));

        CollectionAssert.AreEqual(expected, report.Labels.ToArray());
        string html = File.ReadAllText(folder.File("report.html"));
        string[] table = File.ReadAllLines(Path.Combine(folder.File("tables"), "labels.csv"));
        Assert.AreEqual("label,precision,recall,f1,average_precision,rows", table[0]);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder.File("report.json")));
        for (int label = 0; label < expected.Length; label++)
        {
            string precision = expected[label].AveragePrecision.ToString("0.0000", CultureInfo.InvariantCulture);
            StringAssert.Contains(html, $"<td class=\"word\">{expected[label].Label}</td>");
            StringAssert.Contains(html, precision);
            StringAssert.Contains(shown.ToString(), precision);
            StringAssert.StartsWith(table[label + 1], expected[label].Label + ",");
            JsonElement figures = json.RootElement.GetProperty("labels")[label];
            Assert.AreEqual(expected[label].AveragePrecision, figures.GetProperty("averagePrecision").GetDouble());
        }
    }

    private static IDataView View(int count) => s_ml.Data.LoadFromEnumerable(MultilabelRow.Make(count));

    private sealed class Tagged
    {
        [VectorType(MultilabelRow.Width)]
        public float[] Features { get; set; } = [];

        public string Tags { get; set; } = "";
    }
}
