using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Models;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Models;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Probabilities were as sure as the network, whatever the rows held out said of them.</summary>
[TestClass]
public sealed class TemperatureTests
{
    private static readonly Example[] s_rows = Noisy(600, 1), s_new = Noisy(2000, 2);
    private static readonly Layer s_network = Chain(Dense(48, Relu), Output());
    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 300, Optimizer = Optimizers.Adam(0.01), ValidationFraction = 0.3, Seed = 3,
    };

    [TestMethod]
    [DataRow(1, false, 3.0)]
    [DataRow(1, true, 0.4)]
    [DataRow(4, false, 2.5)]
    [DataRow(4, true, 0.3)]
    public void The_temperature_is_that_of_the_least_log_loss(int width, bool weighted, double sureness)
    {
        var random = new Random(5);
        int classes = Math.Max(2, width);
        var outputs = new float[400 * width];
        var labels = new int[400];
        for (int row = 0; row < labels.Length; row++)
        {
            double[] logits = [.. Enumerable.Range(0, width).Select(_ => 2 * random.NextDouble() - 1)];
            double[] chances = width == 1
                ? [1 - (1 / (1 + Math.Exp(-logits[0]))), 1 / (1 + Math.Exp(-logits[0]))]
                : [.. logits.Select(z => Math.Exp(z) / logits.Sum(Math.Exp))];
            double drawn = random.NextDouble();
            labels[row] = Enumerable.Range(0, classes).First(k => (drawn -= chances[k]) < 0 || k == classes - 1);
            for (int i = 0; i < width; i++)
                outputs[(row * width) + i] = (float)(logits[i] * sureness);
        }

        float[]? weights = weighted ? [.. labels.Select((_, row) => row % 3 == 0 ? 0.2f : 1.5f)] : null;

        TemperatureFit fit = new TemperatureSearch(new ValidationScores(outputs, labels, weights)).Find()!;

        Assert.AreEqual(Loss(fit.Temperature), fit.LossAfter, 1e-12);
        Assert.AreEqual(Loss(1), fit.LossBefore, 1e-12);
        Assert.IsLessThan(fit.LossBefore, fit.LossAfter);
        foreach (double factor in new[] { 0.5, 0.9, 0.99, 1.01, 1.1, 2 })
            Assert.IsGreaterThan(fit.LossAfter, Loss(fit.Temperature * factor), $"{factor}");

        double Loss(double temperature)
        {
            double sum = 0, all = 0;
            for (int row = 0; row < labels.Length; row++)
            {
                double[] z = [.. outputs.Skip(row * width).Take(width).Select(output => output / temperature)];
                double chance = width == 1
                    ? 1 / (1 + Math.Exp(labels[row] == 1 ? -z[0] : z[0]))
                    : Math.Exp(z[labels[row]]) / z.Sum(Math.Exp);
                double weight = weights?[row] ?? 1;
                sum -= weight * Math.Log(chance);
                all += weight;
            }

            return sum / all;
        }
    }

    [TestMethod]
    public void A_network_that_is_too_sure_comes_true_more_often_as_it_says_and_its_weights_stay()
    {
        using NeuralNetworkTransformer plain = Last(Fits.Binary, s_options with { TemperatureScaling = false });
        using NeuralNetworkTransformer scaled = Last(Fits.Binary, s_options);

        Weights.AssertSame(plain, scaled);
        Assert.IsNull(plain.Model.Temperature);
        float temperature = (float)scaled.Model.Temperature!.Value;
        Assert.IsGreaterThan(1.2f, temperature);
        CollectionAssert.AreEqual(
            Fits.Numbers(plain, s_new).Select(score => score / temperature).ToArray(), Fits.Numbers(scaled, s_new));
        Assert.IsLessThan(LogLoss(plain) - 0.02, LogLoss(scaled));
        Assert.AreEqual(temperature, (float)scaled.Model.History.Temperature!.Temperature);
        Assert.IsLessThan(scaled.Model.History.Temperature.LossBefore, scaled.Model.History.Temperature.LossAfter);

        static double LogLoss(ITransformer model)
        {
            var ml = new MLContext();
            return ml.BinaryClassification.Evaluate(model.Transform(Examples.View(ml, s_new)), nameof(Example.Yes)).LogLoss;
        }
    }

    [TestMethod]
    public void Probability_is_the_sigmoid_of_the_score_and_several_classes_sum_to_one()
    {
        using NeuralNetworkTransformer yes = Last(Fits.Binary, s_options);
        using NeuralNetworkTransformer several = Last(Fits.Multiclass, s_options);
        using NeuralNetworkTransformer plain = Last(Fits.Multiclass, s_options with { TemperatureScaling = false });

        foreach ((float score, float probability) in Fits.Numbers(yes, s_new).Zip(Fits.Numbers(yes, s_new, "Probability")))
            Assert.AreEqual(1 / (1 + Math.Exp(-score)), probability, 1e-6);
        double temperature = several.Model.Temperature!.Value;
        foreach ((float[] scores, float[] before) in Fits.Vectors(several, s_new).Zip(Fits.Vectors(plain, s_new)))
        {
            double[] powers = [.. before.Select(p => Math.Pow(p, 1 / temperature))];
            for (int k = 0; k < scores.Length; k++)
                Assert.AreEqual(powers[k] / powers.Sum(), scores[k], 2e-6);
        }
    }

    [TestMethod]
    public void Without_validation_rows_scores_are_as_they_were()
    {
        NeuralNetworkOptions options = Fits.FullBatch(5);
        foreach (Func<Layer, NeuralNetworkOptions, IEnumerable<Example>, NeuralNetworkTransformer> fit in
            new[] { Fits.Binary, Fits.Multiclass })
        {
            using NeuralNetworkTransformer asked = fit(s_network, options, s_rows);
            using NeuralNetworkTransformer not = fit(s_network, options with { TemperatureScaling = false }, s_rows);
            Assert.IsNull(asked.Model.Temperature);
            IDataView view = Examples.View(new MLContext(), s_new);
            ViewComparison.AssertSameValues(asked.Transform(view), not.Transform(view));
        }
    }

    [TestMethod]
    public void Rows_that_tell_no_temperature_give_none()
    {
        // All right: ever surer is ever better. No better than chance: flat is best.
        Assert.IsNull(new TemperatureSearch(new ValidationScores([2, -1, 3], [1, 0, 1], null)).Find());
        Assert.IsNull(new TemperatureSearch(new ValidationScores([2, 1, 0, 1, 3, 0], [0, 1], null)).Find());
        Assert.IsNull(new TemperatureSearch(new ValidationScores([2, -1, 3], [0, 1, 0], null)).Find());
        Assert.IsNull(new TemperatureSearch(new ValidationScores([float.NaN, 1], [0, 1], null)).Find());
        Assert.IsNull(new TemperatureSearch(new ValidationScores([0, 0], [0, 1], null)).Find());
    }

    [TestMethod]
    public void A_row_whose_output_is_not_finite_plays_no_part()
    {
        (float[] outputs, int[] classes) = Drawn(400, sureness: 4, seed: 1);
        TemperatureFit without = new TemperatureSearch(new ValidationScores(outputs, classes, null)).Find()!;

        TemperatureFit with = new TemperatureSearch(
            new ValidationScores([float.NaN, .. outputs], [1, .. classes], null)).Find()!;

        Assert.AreEqual(without, with);
    }

    [TestMethod]
    public void Probabilities_that_are_right_were_made_worse_by_the_noise_of_few_rows()
    {
        int fits = 0, others = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            (float[] outputs, int[] classes) = Drawn(300, sureness: 1, seed);
            fits += new TemperatureSearch(new ValidationScores(outputs, classes, null)).Find() is null ? 0 : 1;
            (outputs, classes) = Drawn(300, sureness: 2, seed);
            others += new TemperatureSearch(new ValidationScores(outputs, classes, null)).Find() is null ? 0 : 1;
        }

        Assert.IsLessThan(25, fits); // One of twenty is expected, of which more than twice as many are one chance in millions.
        Assert.AreEqual(200, others);
    }

    [TestMethod]
    public void Rows_of_little_weight_tell_no_temperature_beside_few_that_count()
    {
        (float[] outputs, int[] classes) = Drawn(1_000, sureness: 2, seed: 3);
        float[] weights = [.. classes.Select((_, row) => row < 8 ? 1_000f : 0.001f)];

        Assert.IsNotNull(new TemperatureSearch(new ValidationScores(outputs, classes, null)).Find());
        Assert.IsNull(new TemperatureSearch(new ValidationScores(outputs, classes, weights)).Find());
    }

    [TestMethod]
    public void Blocks_and_single_rows_have_the_same_temperature()
    {
        using NeuralNetworkTransformer fitted = Last(Fits.Binary, s_options);
        var ml = new MLContext();
        using PredictionEngine<Example, OneScore> engine = ml.Model.CreatePredictionEngine<Example, OneScore>(fitted,
            new PredictionEngineOptions { OwnsTransformer = false });

        float[] blocks = Fits.Numbers(fitted, s_new.Take(50));

        for (int row = 0; row < blocks.Length; row++)
            Assert.AreEqual(blocks[row], engine.Predict(s_new[row]).Score, 1e-6);
    }

    [TestMethod]
    public void A_temperature_is_saved_and_an_older_reader_refuses_the_file()
    {
        foreach (NeuralNetworkTransformer fitted in new[] { Last(Fits.Binary, s_options), Last(Fits.Multiclass, s_options) })
        {
            byte[] zip = ModelZip.Save(fitted);
            using JsonDocument network = JsonDocument.Parse(ModelZip.Read(zip, ModelContent.Network));
            Assert.AreEqual(2, network.RootElement.GetProperty("format").GetInt32());
            Assert.AreEqual(fitted.Model.Temperature, network.RootElement.GetProperty("temperature").GetDouble());

            var loaded = (NeuralNetworkTransformer)ModelZip.Load(zip);
            Assert.AreEqual(fitted.Model.Temperature, loaded.Model.Temperature);
            IDataView view = Examples.View(new MLContext(), s_new);
            ViewComparison.AssertSameValues(fitted.Transform(view), loaded.Transform(view));
            loaded.Dispose();
            fitted.Dispose();
        }
    }

    [TestMethod]
    public void A_temperature_is_a_node_in_onnx()
    {
        float[] features = [.. s_new.SelectMany(row => row.Features)];
        using NeuralNetworkTransformer yes = Last(Fits.Binary, s_options);
        using NeuralNetworkTransformer several = Last(Fits.Multiclass, s_options);

        Compare(Fits.Numbers(yes, s_new), yes, "Score");
        Compare(Fits.Numbers(yes, s_new, "Probability"), yes, "Probability");
        Compare([.. Fits.Vectors(several, s_new).SelectMany(scores => scores)], several, "Score");

        void Compare(float[] expected, NeuralNetworkTransformer model, string column)
        {
            using var file = new MemoryStream();
            model.ExportToOnnx(file);
            var actual = (float[])OnnxScores.Run(file.ToArray(), "Features", features, s_new.Length, 3)[column];
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], actual[i], 1e-5);
        }
    }

    [TestMethod]
    public void Exchanged_weights_keep_the_temperature_which_is_no_weight()
    {
        using NeuralNetworkTransformer fitted = Last(Fits.Binary, s_options);
        using NeuralNetworkTransformer exchanged = fitted.WithWeights(PretrainedWeights.FromModel(fitted.Model));

        Assert.AreEqual(fitted.Model.Temperature, exchanged.Model.Temperature);
        CollectionAssert.AreEqual(Fits.Numbers(fitted, s_new), Fits.Numbers(exchanged, s_new));
    }

    /// <summary>Logits beside answers that are drawn by them; the logits are then so many times as sure.</summary>
    private static (float[] Outputs, int[] Classes) Drawn(int rows, double sureness, int seed)
    {
        var random = new Random(seed);
        double[] logits = [.. Enumerable.Range(0, rows).Select(_ => 6 * random.NextDouble() - 3)];
        return ([.. logits.Select(z => (float)(z * sureness))],
            [.. logits.Select(z => random.NextDouble() < 1 / (1 + Math.Exp(-z)) ? 1 : 0)]);
    }

    /// <summary>A fit that has learned its few rows by heart, and then finds a temperature on others, without a step that counts.</summary>
    private static NeuralNetworkTransformer Last(
        Func<Layer, NeuralNetworkOptions, IEnumerable<Example>, NeuralNetworkTransformer> fit, NeuralNetworkOptions options)
    {
        using NeuralNetworkTransformer sure = fit(s_network, options with { ValidationFraction = 0 }, s_rows[..200]);
        return fit(
            s_network,
            options with
            {
                InitialWeights = PretrainedWeights.FromModel(sure.Model), Epochs = 1, Optimizer = Optimizers.Sgd(1e-12),
                ValidationFraction = 0.5,
            },
            s_rows[200..]);
    }

    /// <summary>Three features; yes, and the name, are drawn from a probability that follows from them.</summary>
    private static Example[] Noisy(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, 3).Select(_ => (float)((4 * random.NextDouble()) - 2))];
            double[] powers = [.. x.Select(value => Math.Exp(value))];
            double drawn = random.NextDouble() * powers.Sum();
            int kind = drawn < powers[0] ? 0 : drawn < powers[0] + powers[1] ? 1 : 2;
            return new Example
            {
                Features = x, Name = Examples.Names[kind], Yes = random.NextDouble() < 1 / (1 + Math.Exp(-x[0] - x[1])),
            };
        })];
    }

    private sealed class OneScore
    {
        public float Score { get; set; }
    }
}
