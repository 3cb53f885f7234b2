using Microsoft.ML;
using MLFlux.ReadyMade;
using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.ReadyMade;

/// <summary>Of numbers that are mostly noise the network learned more by heart than trees did, and predicted them worse.</summary>
[TestClass]
public sealed class NoisyLabelTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly string[] s_numbers =
        [nameof(Row.A), nameof(Row.B), nameof(Row.C), nameof(Row.D), nameof(Row.E), nameof(Row.F)];

    [TestMethod]
    [DataRow(6_000, 1.6, 2)]
    [DataRow(3_000, 1.3, 3)]
    public void Numbers_that_are_mostly_noise_are_predicted_no_worse_than_by_trees(int count, double noise, int seed)
    {
        DataOperationsCatalog.TrainTestData parts = s_ml.Data.TrainTestSplit(Rows(count, noise, seed), 0.25, seed: 1);

        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(parts.TrainSet, nameof(Row.Label));
        double network = RSquared(pipeline.Fit(parts.TrainSet).Transform(parts.TestSet));
        double trees = RSquared(s_ml.Transforms.Concatenate("All", s_numbers)
            .Append(s_ml.Regression.Trainers.LightGbm(nameof(Row.Label), "All")).Fit(parts.TrainSet).Transform(parts.TestSet));

        StringAssert.Contains(pipeline.Code, "weightDecay: 0.3");
        Assert.IsGreaterThan(trees, network, $"R² of the network {network:0.0000}, of trees {trees:0.0000}");
    }

    [TestMethod]
    public void Numbers_that_the_columns_tell_keep_the_small_weight_decay() => StringAssert.Contains(
        s_ml.Pipelines().Tabular(Rows(2_000, 0.2, 4), nameof(Row.Label)).Code, "weightDecay: 0.0003");

    [TestMethod]
    [DataRow(0.0, 0.95, 1.0)]
    [DataRow(1.0, 0.4, 0.52)]
    [DataRow(5.0, 0.0, 0.06)]
    public void The_share_of_signal_is_what_is_left_without_the_noise(double noise, double least, double most)
    {
        var random = new Random(5);
        int[] a = [.. Enumerable.Range(0, 5_000).Select(_ => random.Next(4))], b = [.. a.Select(_ => random.Next(3))];
        int[] nothing = [.. a.Select(_ => random.Next(30))];
        double[] label = [.. a.Select((value, row) => (value == 2 ? 2 : 0) + (0.6 * b[row]) + (noise * Gaussian(random)))];

        double share = SignalShare.Of([a, b, nothing], label, CancellationToken.None);

        Assert.IsInRange(least, most, share);
        Assert.AreEqual(0, SignalShare.Of([nothing], [.. label.Select(_ => 3.0)], CancellationToken.None));
    }

    private static double RSquared(IDataView scored) => s_ml.Regression.Evaluate(scored, nameof(Row.Label)).RSquared;

    private static IDataView Rows(int count, double noise, int seed)
    {
        var random = new Random(seed);
        return s_ml.Data.LoadFromEnumerable<Row>([.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new Row
            {
                A = (float)Gaussian(random), B = (float)Gaussian(random), C = (float)Gaussian(random), D = (float)Gaussian(random),
                E = (float)Gaussian(random), F = (float)Gaussian(random),
            };
            double label = (0.5 * row.A) + (0.4 * Math.Abs(row.B)) + (row.C > 0 ? 0.4 * row.D : 0) + (noise * Gaussian(random));
            row.Label = (float)label;
            return row;
        })]);
    }

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        public float C { get; set; }

        public float D { get; set; }

        public float E { get; set; }

        public float F { get; set; }

        public float Label { get; set; }
    }
}
