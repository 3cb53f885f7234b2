using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>A regression by quantiles: the columns it adds, and that its ranges hold.</summary>
[TestClass]
public sealed class QuantileTests
{
    private static readonly double[] s_levels = [0.05, 0.5, 0.95];
    private static readonly Example[] s_rows = Noisy(900, seed: 1), s_new = Noisy(2000, seed: 2);

    private static readonly NeuralNetworkOptions s_options = new()
    {
        LabelColumnName = nameof(Example.Amount), Loss = Losses.Quantile(0.05, 0.5, 0.95), Seed = 3, Epochs = 12,
        Optimizer = Optimizers.Adam(0.02),
    };

    private static Layer Network => Chain(Dense(24, Relu), Output());

    private static readonly Lazy<NeuralNetworkTransformer> s_fitted = new(() => Fit(s_options with { ValidationFraction = 0.4 }));

    [TestMethod]
    public void A_regression_gave_no_range()
    {
        IDataView scored = Score(s_fitted.Value, s_new);

        IntervalMetrics range = new MLContext().Regression.EvaluateIntervals(scored, nameof(Example.Amount)).Single();

        Assert.AreEqual((0.05, 0.95, 2000), (range.Lower, range.Upper, range.Rows));
        Assert.AreEqual(0.9, range.Expected, 1e-12);
        Assert.AreEqual(0.9, range.Coverage, 0.04);
        Assert.AreEqual(1, range.Coverage + range.Below + range.Above, 1e-12);

        // 90 % of a normal distribution lie within 1.645 deviations, which are 0.2 + y here; y, the second feature, is a third on average.
        Assert.AreEqual(2 * 1.645 * (0.2 + (1.0 / 3)), range.MeanWidth, 0.4);
    }

    [TestMethod]
    public void The_score_is_the_median_and_quantiles_are_named_and_never_cross()
    {
        IDataView scored = Score(s_fitted.Value, s_new);

        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Quantiles"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "0.05", "0.5", "0.95" }, names.DenseValues().Select(name => name.ToString()).ToArray());
        float[][] quantiles = [.. scored.GetColumn<float[]>("Quantiles")];
        CollectionAssert.AreEqual(quantiles.Select(row => row[1]).ToArray(), scored.GetColumn<float>("Score").ToArray());
        Assert.IsTrue(quantiles.All(row => row[0] <= row[1] && row[1] <= row[2]));
        Assert.IsGreaterThan(0.5, new MLContext().Regression.Evaluate(scored, nameof(Example.Amount)).RSquared);
    }

    [TestMethod]
    public void Outputs_that_crossed_are_sorted()
    {
        // One weight for each output, nothing learned: outputs in any order.
        using NeuralNetworkTransformer crossing = Fit(s_options with { Epochs = 1, Optimizer = Optimizers.Sgd(1e-12) });
        float[][] raw = [.. s_new.Select(row => Raw(crossing.Model, row))];
        Assert.IsTrue(raw.Any(row => row[0] > row[1] || row[1] > row[2]), "Nothing crossed; the test shows nothing.");

        float[][] quantiles = [.. Score(crossing, s_new).GetColumn<float[]>("Quantiles")];

        for (int row = 0; row < raw.Length; row++)
        {
            float[] sorted = [.. raw[row].Order()];
            for (int i = 0; i < sorted.Length; i++)
                Assert.AreEqual(sorted[i], quantiles[row][i], 1e-4);
        }
    }

    [TestMethod]
    public void A_network_that_learned_its_rows_by_heart_covered_too_few_new_ones()
    {
        var ml = new MLContext(seed: 1);
        NeuralNetworkOptions options = s_options with { Epochs = 300, BatchSize = 20, Optimizer = Optimizers.Adam(0.005) };
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(Chain(Dense(48, Relu), Dense(48, Relu), Output()), options);
        IDataView few = Examples.View(ml, Noisy(80, seed: 5)), held = Examples.View(ml, Noisy(1000, seed: 6));
        using NeuralNetworkTransformer alone = trainer.Fit(few);
        using NeuralNetworkTransformer corrected = trainer.Fit(few, held, alone.Model);

        Assert.IsNull(alone.Model.QuantileShifts);
        Assert.IsLessThan(0.8, Coverage(alone));
        Assert.AreEqual(0f, corrected.Model.QuantileShifts![1]);
        Assert.AreEqual(0.9, Coverage(corrected), 0.035);
    }

    [TestMethod]
    public void Without_validation_rows_or_with_too_few_it_says_that_nothing_is_corrected()
    {
        StringAssert.Contains(Said(s_options), "There are no validation rows to correct the quantiles by");
        StringAssert.Contains(Said(s_options with { ValidationFraction = 0.02 }), "18 validation rows are too few");
        StringAssert.Contains(Said(s_options with { ValidationFraction = 0.02 }), "0.05 by, which takes at least 19");
        Assert.DoesNotContain("quantile", Said(s_options with { ValidationFraction = 0.1 }));

        static string Said(NeuralNetworkOptions options)
        {
            var ml = new MLContext(seed: 1);
            var log = new MessageLog(ml);
            ml.Regression.Trainers.NeuralNetwork(Examples.Hidden, options with { Epochs = 1 }).Fit(Examples.View(ml, s_rows)).Dispose();
            return string.Join('\n', log.Warnings);
        }
    }

    [TestMethod]
    public void Saved_and_loaded_one_row_at_a_time_and_in_ONNX_it_says_the_same()
    {
        var ml = new MLContext();
        using NeuralNetworkTransformer fitted = Fit(s_options with { ValidationFraction = 0.4 });
        float[][] expected = [.. Score(fitted, s_new).GetColumn<float[]>("Quantiles")];
        float[] scores = [.. Score(fitted, s_new).GetColumn<float>("Score")];

        byte[] zip = ModelZip.Save(fitted);
        ITransformer loaded = ModelZip.Load(zip);
        float[][] again = [.. Score(loaded, s_new).GetColumn<float[]>("Quantiles")];
        for (int row = 0; row < expected.Length; row++)
            CollectionAssert.AreEqual(expected[row], again[row]);
        var model = ((NeuralNetworkTransformer)loaded).Model;
        CollectionAssert.AreEqual(s_levels, model.Quantiles!.ToArray());
        CollectionAssert.AreEqual(fitted.Model.QuantileShifts!.ToArray(), model.QuantileShifts!.ToArray());

        using PredictionEngine<Example, Ranged> engine = ml.Model.CreatePredictionEngine<Example, Ranged>(loaded);
        using var file = new MemoryStream();
        fitted.ExportToOnnx(file);
        IReadOnlyDictionary<string, object> outputs = OnnxScores.Run(
            file.ToArray(), "Features", s_new.SelectMany(row => row.Features).ToArray(), s_new.Length, Examples.Width);
        var quantiles = (float[])outputs["Quantiles"];
        var medians = (float[])outputs["Score"];
        for (int row = 0; row < 100; row++)
        {
            Ranged one = engine.Predict(s_new[row]);
            Assert.AreEqual(scores[row], one.Score, 1e-5);
            Assert.AreEqual(scores[row], medians[row], 1e-5);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual(expected[row][i], one.Quantiles[i], 1e-5);
                Assert.AreEqual(expected[row][i], quantiles[(3 * row) + i], 1e-5);
            }
        }
    }

    [TestMethod]
    public void Without_a_median_the_score_is_the_quantile_nearest_to_it_or_the_mean_of_two()
    {
        using NeuralNetworkTransformer two = Fit(s_options with { Loss = Losses.Quantile(0.05, 0.95) });
        IDataView scored = Score(two, s_new);
        float[] means = [.. scored.GetColumn<float[]>("Quantiles").Select(row => (row[0] + row[1]) / 2)];
        float[] scores = [.. scored.GetColumn<float>("Score")];
        using var file = new MemoryStream();
        two.ExportToOnnx(file);
        var exported = (float[])OnnxScores.Run(
            file.ToArray(), "Features", s_new.SelectMany(row => row.Features).ToArray(), s_new.Length, Examples.Width)["Score"];
        for (int row = 0; row < means.Length; row++)
        {
            Assert.AreEqual(means[row], scores[row], 1e-6);
            Assert.AreEqual(means[row], exported[row], 1e-5);
        }

        using NeuralNetworkTransformer high = Fit(s_options with { Loss = Losses.Quantile(0.6, 0.9) });
        scored = Score(high, s_new);
        CollectionAssert.AreEqual(
            scored.GetColumn<float[]>("Quantiles").Select(row => row[0]).ToArray(), scored.GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void A_stream_gives_ranges_that_hold_too()
    {
        // 80,000 rows of 16 bytes are more than a megabyte.
        var ml = new MLContext(seed: 1);
        using NeuralNetworkTransformer streamed = ml.Regression.Trainers
            .NeuralNetwork(Network, s_options with { MemoryBudget = 1 << 20, Epochs = 2, BatchSize = 512 })
            .Fit(Examples.View(ml, Noisy(80_000, seed: 7)), Examples.View(ml, Noisy(1000, seed: 8)));

        Assert.AreEqual(0.9, Coverage(streamed), 0.04);
    }

    [TestMethod]
    public void Members_give_quantiles_too()
    {
        using NeuralNetworkTransformer members = Fit(s_options with { ValidationFraction = 0.4 }, s_rows,
            Members(4, Chain(Dense(12, Relu), Output())));

        Assert.AreEqual(0.9, Coverage(members), 0.05);
    }

    [TestMethod]
    [DataRow(new[] { 0.5, 0.05 }, "Quantile(0.5, 0.05): quantiles are in ascending order, but 0.05 comes after 0.5.")]
    [DataRow(new[] { 0.5, 0.5 }, "Quantile(0.5, 0.5): the quantile 0.5 is given twice.")]
    [DataRow(new[] { 0.05, 1.0 }, "Quantile(0.05, 1): a quantile is between 0 and 1, both excluded, got 1.")]
    [DataRow(new[] { 0.0, 0.5 }, "Quantile(0, 0.5): a quantile is between 0 and 1, both excluded, got 0.")]
    [DataRow(new[] { 5.0, 95.0 }, "between 0 and 1, both excluded, got 5.")]
    [DataRow(new[] { 0.5, double.NaN }, "between 0 and 1, both excluded, got NaN.")]
    [DataRow(new double[0], "Quantile(): there is no quantile; give some, such as 0.05, 0.5, 0.95.")]
    public void Quantiles_that_are_none_are_refused(double[] levels, string says) =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Losses.Quantile(levels)).Message, says);

    [TestMethod]
    public void Labels_and_networks_that_do_not_fit_are_refused_by_their_names()
    {
        var ml = new MLContext();
        IDataView data = Examples.View(ml, 20);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Regression.Trainers.NeuralNetwork(
                Examples.Hidden, s_options with { LabelColumnName = nameof(Example.Amounts) }).Fit(data)).Message,
            "Column 'Amounts' is Vector<Single>; expected Single, since Loss is Quantile(0.05, 0.5, 0.95)");
        StringAssert.Contains(
            Assert.ThrowsExactly<NetworkShapeException>(() => ml.Regression.Trainers.NeuralNetwork(Dense(1), s_options).Fit(data)).Message,
            "Loss is Quantile(0.05, 0.5, 0.95), which asks for 3 of label column 'Amount'. End it with Output() or Dense(3).");
        string[] refusals =
        [
            Assert.ThrowsExactly<ArgumentException>(
                () => ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, s_options)).Message,
            Assert.ThrowsExactly<ArgumentException>(
                () => ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, s_options)).Message,
        ];
        foreach (string refusal in refusals)
            StringAssert.Contains(refusal, "Loss is Quantile(0.05, 0.5, 0.95), whose outputs are quantiles of a number");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Regression.Trainers.NeuralNetwork(
                Examples.Hidden, s_options with { LabelColumnName = "Quantiles" })
                .Fit(ml.Transforms.CopyColumns("Quantiles", "Amount").Fit(data).Transform(data))).Message,
            "'Quantiles' has the name of a column that the model adds");
    }

    [TestMethod]
    public void Trained_further_it_stays_a_regression_by_quantiles()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.View(ml, s_rows);
        using NeuralNetworkTransformer further = ml.Regression.Trainers
            .NeuralNetwork(Network, s_options with { ValidationFraction = 0.4, Epochs = 2 }).Fit(data, s_fitted.Value.Model);
        Assert.AreEqual(0.9, Coverage(further), 0.04);

        using NeuralNetworkTransformer three = ml.Regression.Trainers.NeuralNetwork(
            Chain(Dense(5, Tanh), Dense(3)), s_options with { Epochs = 1 }).Fit(data);
        IDataView vectors = ml.Transforms.Concatenate("Three", nameof(Example.Amount), nameof(Example.Amounts)).Fit(data).Transform(data);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => ml.Regression.Trainers.NeuralNetwork(
                Chain(Dense(5, Tanh), Dense(3)), s_options with { Loss = null, LabelColumnName = "Three" })
                .Fit(vectors, three.Model)).Message,
            "it gives quantiles, as Quantile(0.05, 0.5, 0.95) made it; the loss is MeanSquaredError()");
    }

    /// <summary>Rows whose label is the double of the first feature and noise that grows with the second.</summary>
    private static Example[] Noisy(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double x = random.NextDouble(), y = Math.Pow(random.NextDouble(), 2), z = random.NextDouble();
            double noise = Examples.Gaussian(random);
            return new Example { Features = [(float)x, (float)y, (float)z], Amount = (float)((6 * x) + ((0.2 + y) * noise)) };
        })];
    }

    private static NeuralNetworkTransformer Fit(NeuralNetworkOptions options, Example[]? rows = null, Layer? network = null)
    {
        var ml = new MLContext(seed: 1);
        return ml.Regression.Trainers.NeuralNetwork(network ?? Network, options)
            .Fit(Examples.View(ml, rows ?? s_rows));
    }

    private static double Coverage(NeuralNetworkTransformer fitted) =>
        new MLContext().Regression.EvaluateIntervals(Score(fitted, s_new), nameof(Example.Amount))[0].Coverage;

    private static IDataView Score(ITransformer fitted, Example[] rows) => fitted.Transform(Examples.View(new MLContext(), rows));

    /// <summary>The outputs of a chain of two dense layers, by hand, in the label's unit.</summary>
    private static float[] Raw(NeuralNetworkModel model, Example row)
    {
        float[][] weights = [.. model.Weights.Select(weight => weight.Values.ToArray())];
        int hidden = weights[1].Length;
        double[] middle = [.. Enumerable.Range(0, hidden).Select(h => Math.Max(
            0, weights[1][h] + row.Features.Select((x, i) => (double)x * weights[0][(h * Examples.Width) + i]).Sum()))];
        return [.. Enumerable.Range(0, 3).Select(o => (float)(
            (((double)weights[3][o] + middle.Select((x, h) => x * weights[2][(o * hidden) + h]).Sum())
                * model.TargetScale!.Deviations[0]) + model.TargetScale.Means[0]))];
    }

    private sealed class Ranged
    {
        public float Score { get; set; }

        [VectorType(3)]
        public float[] Quantiles { get; set; } = [];
    }
}
