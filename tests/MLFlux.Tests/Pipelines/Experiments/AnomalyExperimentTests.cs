using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

/// <summary>An experiment with an autoencoder was refused: nothing was beside it.</summary>
[TestClass]
public sealed class AnomalyExperimentTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 80, BatchSize = 64, Optimizer = Optimizers.Adam(0.01), Seed = 2,
    };

    [TestMethod]
    public void Beside_an_autoencoder_stand_a_constant_and_principal_components()
    {
        using ExperimentResult result = Run(View(Make(800)), s_options);

        CollectionAssert.AreEqual(
            new[] { "no anomaly", "RandomizedPca", "LightGbm" }, result.Baselines.Select(one => one.Name).ToArray());
        Assert.IsNull(result.Baselines[0].LeftOut);
        Assert.IsNull(result.Baselines[1].LeftOut);
        Assert.AreEqual("It learns a label, and anomalies are learned without one.", result.Baselines[2].LeftOut);
        IDataView scored = result.Model.Transform(result.Rows.TestSet);
        double expected = s_ml.AnomalyDetection.Evaluate(scored).AreaUnderRocCurve;
        Assert.AreEqual(expected, Auc(result.Metrics), 1e-9);
        Assert.IsGreaterThan(Auc(result.Baselines[1].Metrics), Auc(result.Metrics), "A line is no arc.");
        Assert.DoesNotContain("learned nothing", result.Verdict.Sentence);
    }

    /// <summary>The autoencoder was trained to the end before its label was looked at.</summary>
    [TestMethod]
    public void Rows_held_out_that_cannot_be_evaluated_are_refused_before_the_fit()
    {
        foreach (float kept in new[] { 0, 1 })
            Says("All rows have the same label in 'Label'", View([.. Make(400).Where(row => row.Label == kept)]));
        IDataView rows = View(Make(100));
        Says("There is no column 'Label' in the data; it has 'Features'", s_ml.Transforms.DropColumns("Label").Fit(rows).Transform(rows));
        Says(
            "The label column 'Label' is Boolean; anomaly detection expects a float, 1 for an anomaly and 0 for none",
            s_ml.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Boolean).Fit(rows).Transform(rows));

        static void Says(string words, IDataView rows) => StringAssert.Contains(
            Assert.Throws<ArgumentException>(() => Run(rows, s_options with
            {
                Progress = _ => throw new InvalidOperationException("It was trained."),
            })).Message,
            words);
    }

    private static double Auc(IReadOnlyList<Metric> metrics) => metrics.Single(metric => metric.Name == "AUC").Value;

    private static ExperimentResult Run(IDataView rows, NeuralNetworkOptions options) => s_ml.Experiment(
        new EstimatorChain<ITransformer>().Append(s_ml.AnomalyDetection.Trainers.Autoencoder(
            Chain(Dense(16, Tanh), Dense(1), Dense(16, Tanh), Output()), options, 0.1))).Run(rows);

    private static IDataView View(Row[] rows) => s_ml.Data.LoadFromEnumerable(rows);

    /// <summary>Points of half a circle, and one in ten anywhere within.</summary>
    private static Row[] Make(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            bool isAnomaly = i % 10 == 0;
            double angle = random.NextDouble() * Math.PI, distance = isAnomaly ? 0.6 * random.NextDouble() : 1;
            return new Row
            {
                Features = [(float)(distance * Math.Cos(angle)), (float)(distance * Math.Sin(angle))], Label = isAnomaly ? 1 : 0,
            };
        })];
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
