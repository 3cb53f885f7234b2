using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Tests.Support.Examples;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MLFlux.Tests.ReadyMade;

/// <summary>Of numbers over many powers of ten the squared error learned the few largest by heart: an R² of 0.14.</summary>
[TestClass]
public sealed class HeavyTailTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly Dictionary<string, Func<Random, float[], double>> s_kinds = new()
    {
        [nameof(Powers)] = Powers, [nameof(Exponential)] = Exponential, [nameof(BothSigns)] = BothSigns, [nameof(MostlyZero)] = MostlyZero,
    };

    [TestMethod]
    [DataRow(nameof(Powers), 0.6)]
    [DataRow(nameof(Exponential), 0.4)]
    [DataRow(nameof(BothSigns), 0.3)]
    [DataRow(nameof(MostlyZero), 0.15)]
    public void What_numbers_with_heavy_tails_depend_on_is_learned(string kind, double least)
    {
        DataOperationsCatalog.TrainTestData parts = s_ml.Data.TrainTestSplit(Rows(5_000, s_kinds[kind]), 0.25, seed: 1);

        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(parts.TrainSet, nameof(Row.Label), new() { Quality = Quality.Quick });
        IDataView scored = pipeline.Fit(parts.TrainSet).Transform(parts.TestSet);

        StringAssert.Contains(pipeline.Network.ToString(), "Output(Sinh)");
        StringAssert.Contains(pipeline.Code, "Loss = Losses.RobustQuasiLikelihood(10)");
        StringAssert.Contains(pipeline.Code, "weightDecay: 0.3");
        double rSquared = s_ml.Regression.Evaluate(scored, nameof(Row.Label)).RSquared;
        Assert.IsGreaterThan(least, rSquared);
        if (kind == nameof(MostlyZero))
            return; // A handful of rows decides which loss is better on so few amounts.

        var squared = (Layer)Layers.Chain([.. ((ChainLayer)pipeline.Network).Layers.SkipLast(1), Layers.Members(
            4, Layers.Chain(Layers.Dense(64, Activation.Relu), Layers.Dense(64, Activation.Relu), Layers.Output()))]);
        IDataView others = pipeline.With(squared).With(pipeline.Training with { Loss = null }).Fit(parts.TrainSet).Transform(parts.TestSet);
        double bySquares = s_ml.Regression.Evaluate(others, nameof(Row.Label)).RSquared;
        Assert.IsGreaterThan(bySquares, rSquared, "No worse than by the squared error.");
    }

    [TestMethod]
    public void The_mean_is_kept_not_the_median()
    {
        IDataView rows = Rows(3_000, Exponential);
        IDataView scored = s_ml.Pipelines().Tabular(rows, nameof(Row.Label), new() { Quality = Quality.Quick }).Fit(rows).Transform(rows);

        double[] labels = [.. scored.GetColumn<float>(nameof(Row.Label)).Select(value => (double)value).Order()];
        double predicted = scored.GetColumn<float>("Score").Average(value => (double)value);
        Assert.AreEqual(labels.Average(), predicted, 0.3 * labels.Average());
        Assert.IsGreaterThan(2 * labels[labels.Length / 2], predicted, "The median is far below.");
    }

    /// <summary>Of such squares double precision keeps less than the spread.</summary>
    [TestMethod]
    public void Moments_in_milliseconds_keep_the_squared_error()
    {
        var random = new Random(4);
        IDataView rows = s_ml.Data.LoadFromEnumerable<Moment>([.. Enumerable.Range(0, 2_000).Select(_ =>
        {
            double x = Gaussian(random);
            return new Moment { A = (float)x, Label = 1.7e12 + (100 * x) + (10 * Gaussian(random)) };
        })]);

        Assert.DoesNotContain("Sinh", s_ml.Pipelines().Tabular(rows, nameof(Moment.Label)).Network.ToString());
    }

    [TestMethod]
    public void Ordinary_numbers_and_ordinary_amounts_among_zeros_keep_the_squared_error()
    {
        foreach (Func<Random, float[], double> label in new Func<Random, float[], double>[]
        {
            (random, x) => x[0] + Gaussian(random), (random, x) => Math.Exp(x[0]), (random, x) => x[0] < 1.2 ? 0 : 100 + (10 * x[1]),
        })
        {
            ReadyPipeline pipeline = s_ml.Pipelines().Tabular(Rows(1_000, label), nameof(Row.Label));
            Assert.IsNull(pipeline.Training.Loss);
            Assert.DoesNotContain("Sinh", pipeline.Network.ToString());
        }
    }

    [TestMethod]
    public void A_model_of_heavy_tails_is_saved_and_exported()
    {
        IDataView rows = Rows(500, BothSigns);
        ITransformer model = s_ml.Pipelines().Tabular(rows, nameof(Row.Label), new() { Quality = Quality.Quick }).Fit(rows);
        float[] scores = [.. model.Transform(rows).GetColumn<float>("Score")];

        using var file = new MemoryStream();
        s_ml.Model.Save(model, rows.Schema, file);
        file.Position = 0;
        CollectionAssert.AreEqual(scores, new MLContext().Model.Load(file, out _).Transform(rows).GetColumn<float>("Score").ToArray());
        Assert.IsTrue(scores.All(float.IsFinite));

        using var onnx = new MemoryStream();
        s_ml.Model.ConvertToOnnx(model, rows, onnx);
        Assert.IsGreaterThan(0, onnx.Length);
    }

    [TestMethod]
    public void The_least_loss_is_at_the_mean_of_the_targets()
    {
        double[] targets = [-3, 0, 0.5, 1, 4, 12];
        double mean = targets.Average();
        double Of(double x) => Losses.RobustQuasiLikelihood(100).Compute(
            full([targets.Length, 1], x, ScalarType.Float64), tensor(targets).view(-1, 1)).item<double>();

        Assert.IsGreaterThan(Of(mean), Of(mean + 0.01));
        Assert.IsGreaterThan(Of(mean), Of(mean - 0.01));
    }

    [TestMethod]
    public void One_target_beyond_all_others_moves_no_more_than_one_at_the_bound()
    {
        double Slope(double target)
        {
            using Tensor x = zeros(1, 1, ScalarType.Float64, requires_grad: true);
            Losses.RobustQuasiLikelihood().Compute(x, full([1, 1], target, ScalarType.Float64)).backward();
            return x.grad!.item<double>();
        }

        Assert.AreEqual(-4, Slope(4), 1e-12);
        Assert.AreEqual(-10, Slope(11), 1e-12);
        Assert.AreEqual(-10, Slope(1e30), 1e-12);
        Assert.AreEqual(10, Slope(-1e30), 1e-12);
    }

    private static double Powers(Random random, float[] x)
    {
        for (int i = 0; i < 3; i++)
            x[i] = (float)Math.CopySign(Math.Exp(3.5 * Math.Abs(x[i])), x[i]);
        double Log(int i) => Math.CopySign(Math.Log(1 + Math.Abs(x[i])), x[i]);
        return Math.Exp((0.4 * Log(0)) + (0.2 * Math.Abs(Log(1))) + (0.2 * Gaussian(random)));
    }

    private static double BothSigns(Random random, float[] x) => Math.Sinh((2 * x[0]) + Math.Sin(2 * x[1]) + (0.4 * Gaussian(random)));

    private static double MostlyZero(Random random, float[] x) =>
        x[2] + (0.5 * Gaussian(random)) < 0.4 ? 0 : Math.Exp((1.6 * x[0]) + x[1] + (0.3 * Gaussian(random)));

    private static double Exponential(Random random, float[] x) =>
        Math.Exp((1.2 * x[0]) + (0.6 * x[1]) - (0.6 * Math.Abs(x[2])) + (0.3 * Gaussian(random)));

    private static IDataView Rows(int count, Func<Random, float[], double> label)
    {
        var random = new Random(3);
        return s_ml.Data.LoadFromEnumerable<Row>([.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, 4).Select(_ => (float)Gaussian(random))];
            double y = label(random, x);
            return new Row { A = x[0], B = x[1], C = x[2], D = x[3], Label = (float)y };
        })]);
    }

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        public float C { get; set; }

        public float D { get; set; }

        public float Label { get; set; }
    }

    private sealed class Moment
    {
        public float A { get; set; }

        public double Label { get; set; }
    }
}
