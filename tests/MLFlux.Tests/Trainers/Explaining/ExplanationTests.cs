using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Explaining;

/// <summary>A single row's score could not be led back to what it was made from.</summary>
[TestClass]
public sealed class ExplanationTests
{
    private static readonly Example[] s_rows = Examples.Make(40);
    private static readonly NeuralNetworkOptions s_options = new() { Epochs = 30, Optimizer = Optimizers.Adam(0.02), Seed = 5 };

    public static IEnumerable<object[]> Networks =>
    [
        ["linear", Output()],
        ["relu", Chain(Dense(16, Relu), Dense(8, Relu), Output())],
        ["leaky", Chain(Dense(16, LeakyRelu(0.1)), Output())],
        ["tanh", Chain(Dense(16, Tanh), Output())],
        ["steep", Chain(Dense(16, HardTanh), Scale(), Dense(8, Relu6), Output())],
        ["batch norm", Chain(Dense(12, Gelu), BatchNorm(), Dropout(0.2), Output())],
        ["layer norm", Chain(Dense(12), LayerNorm(), Dense(6, Elu()), Output())],
        ["bins", Chain(PiecewiseLinear(6), Dense(8, Relu), Output())],
        ["waves", Chain(Periodic(4), Dense(8, Swish), Output())],
        ["members", Members(4, Chain(Dense(8, Relu), Output()))],
        ["images", Chain(Reshape(1, 3), Conv(2, 4, Relu), MaxPool(2), Flatten(), Output())],
        ["sequence", Chain(Reshape(3, 1), Gru(5), Flatten(), Output())],
        ["skip", Chain(Dense(6, Relu), SkipConnection(Dense(6, Tanh)), Output())],
    ];

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void In_a_linear_network_a_feature_contributes_its_weight_times_its_difference(int output)
    {
        foreach (NeuralNetworkTransformer fitted in new[]
        {
            Fits.Regression(Output(), s_options, s_rows, nameof(Example.Amounts)),
            Fits.Binary(Output(), s_options, s_rows),
        })
        {
            int score = Math.Min(output, fitted.Model.OutputWidth - 1);
            using ExplanationTransformer explanation = Explanation(fitted, new ExplanationOptions { Score = score });
            float[] weights = [.. fitted.Model.Weights.Single(weight => weight.Name.EndsWith("weight", StringComparison.Ordinal))
                .Values.ToArray().Skip(score * 3).Take(3)];
            float[] mean = Mean(s_rows);
            double deviation = fitted.Model.TargetScale?.Deviations[score] ?? 1;

            float[][] contributions = Contributions(explanation, s_rows);

            for (int row = 0; row < s_rows.Length; row++)
            {
                for (int i = 0; i < 3; i++)
                    Assert.AreEqual(deviation * weights[i] * (s_rows[row].Features[i] - mean[i]), contributions[row][i], 1e-5);
            }

            fitted.Dispose();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Contributions_add_up_to_the_score_less_the_baselines(string name, Layer network)
    {
        foreach (NeuralNetworkTransformer fitted in new[]
        {
            Fits.Regression(network, s_options, s_rows), Fits.Binary(network, s_options, s_rows),
            Fits.Multiclass(network, s_options, s_rows),
        })
        {
            using ExplanationTransformer explanation = Explanation(fitted);
            var baseline = new Example { Features = Mean(s_rows) };
            float[][] scores = Scores(fitted, s_rows), atBaseline = Scores(fitted, [baseline]);
            double[] differences = new double[s_rows.Length];
            for (int row = 0; row < s_rows.Length; row++)
            {
                int chosen = Array.IndexOf(scores[row], scores[row].Max());
                differences[row] = scores[row][chosen] - atBaseline[0][chosen];
            }

            double spread = scores.SelectMany(row => row).Max() - scores.SelectMany(row => row).Min();
            float[][] contributions = Contributions(explanation, s_rows);

            for (int row = 0; row < s_rows.Length; row++)
            {
                Assert.AreEqual(
                    differences[row], contributions[row].Sum(), 0.01 * Math.Max(Math.Abs(differences[row]), spread) + 1e-5,
                    $"{name}, {fitted.Model.Task}, row {row}");
            }

            fitted.Dispose();
        }
    }

    [TestMethod]
    public void Of_quantiles_the_middle_one_is_explained()
    {
        using NeuralNetworkTransformer fitted = Fits.Regression(
            Chain(Dense(8, Tanh), Output()), s_options with { Loss = Losses.Quantile(0.1, 0.5, 0.9) }, s_rows);
        using ExplanationTransformer explanation = Explanation(fitted);
        float[] scores = Fits.Numbers(fitted, s_rows);
        float baseline = Fits.Numbers(fitted, [new Example { Features = Mean(s_rows) }])[0];

        float[][] contributions = Contributions(explanation, s_rows);

        float spread = scores.Max() - scores.Min();
        for (int row = 0; row < s_rows.Length; row++)
            Assert.AreEqual(scores[row] - baseline, contributions[row].Sum(), 0.01 * spread);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void The_lower_of_two_quantiles_was_taken_for_their_mean(int place)
    {
        using NeuralNetworkTransformer fitted = Fits.Regression(
            Chain(Dense(8, Tanh), Output()), s_options with { Loss = Losses.Quantile(0.1, 0.9) }, s_rows);
        using ExplanationTransformer explanation = Explanation(fitted, new ExplanationOptions { Score = place });
        float[] Quantiles(Example[] rows) =>
            [.. fitted.Transform(Examples.View(new MLContext(), rows)).GetColumn<float[]>("Quantiles").Select(row => row[place])];
        float[] scores = Quantiles(s_rows);
        float baseline = Quantiles([new Example { Features = Mean(s_rows) }])[0];

        float[][] contributions = Contributions(explanation, s_rows);

        float spread = scores.Max() - scores.Min();
        for (int row = 0; row < s_rows.Length; row++)
            Assert.AreEqual(scores[row] - baseline, contributions[row].Sum(), 0.01 * spread);
    }

    [TestMethod]
    public void The_order_and_the_number_of_the_rows_do_not_matter()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(16, Relu), Output()), s_options, s_rows);
        using ExplanationTransformer explanation = Explanation(fitted);
        float[][] all = Contributions(explanation, s_rows);

        float[][] backwards = Contributions(explanation, [.. s_rows.Reverse()]);
        for (int row = 0; row < s_rows.Length; row++)
        {
            CollectionAssert.AreEqual(all[row], backwards[s_rows.Length - 1 - row]);
            CollectionAssert.AreEqual(all[row], Contributions(explanation, [s_rows[row]])[0]);
        }
    }

    [TestMethod]
    public void A_category_that_was_not_seen_in_training_is_a_jump_that_adds_up_too()
    {
        // Three one-hot slots and no other: the mean row has shares in all, an unseen category none.
        Example[] hot = [.. Enumerable.Range(0, 60).Select(row => new Example
        {
            Features = [row % 3 == 0 ? 1 : 0, row % 3 == 1 ? 1 : 0, row % 3 == 2 ? 1 : 0], Yes = row % 3 == 0,
        })];
        using NeuralNetworkTransformer trained = Fits.Binary(Chain(EntityEmbedding(2, 0..3), Dense(6, Tanh), Output()), s_options, hot);
        var random = new Random(3);
        NetworkWeight table = trained.Model.Weights.Single(weight => weight.Name == "0.0.weight");
        float[] values = [.. table.Values.ToArray().Select(value => value + (float)random.NextDouble())];
        using NeuralNetworkTransformer fitted = trained.WithWeights(PretrainedWeights.FromModel(
            trained.Model.WithWeights([table with { Values = values }])));
        using ExplanationTransformer explanation = Explanation(fitted);
        Example[] rows = [hot[0], new Example { Features = [0, 0, 0] }];

        float[][] contributions = Contributions(explanation, rows);

        float baseline = Fits.Numbers(fitted, [new Example { Features = Mean(hot) }])[0];
        float[] scores = Fits.Numbers(fitted, rows);
        for (int row = 0; row < rows.Length; row++)
            Assert.AreEqual(scores[row] - baseline, contributions[row].Sum(), 0.01 * Math.Abs(scores[row] - baseline) + 1e-4);
    }

    [TestMethod]
    public void In_a_network_of_many_bends_few_points_give_what_a_fine_sum_gives()
    {
        const int Steps = 200;
        const float Apart = 0.01f;
        using NeuralNetworkTransformer fitted = Fits.Regression(
            Chain(PiecewiseLinear(16), Members(4, Chain(Dense(64, Relu), Dense(64, Relu), Output()))), s_options, s_rows);
        using ExplanationTransformer explanation = Explanation(fitted);
        float[] mean = Mean(s_rows), scores = Fits.Numbers(fitted, s_rows);
        float[][] contributions = Contributions(explanation, s_rows[..6]);
        for (int row = 0; row < contributions.Length; row++)
        {
            float[] way = [.. s_rows[row].Features.Zip(mean, (to, from) => to - from)];
            for (int feature = 0; feature < way.Length; feature++)
            {
                Example At(int step, float beside)
                {
                    float[] point = [.. mean.Zip(way, (from, length) => from + ((step + 0.5f) / Steps * length))];
                    point[feature] += beside * way[feature];
                    return new Example { Features = point };
                }

                float[] ahead = Fits.Numbers(fitted, [.. Enumerable.Range(0, Steps).Select(step => At(step, Apart))]);
                float[] behind = Fits.Numbers(fitted, [.. Enumerable.Range(0, Steps).Select(step => At(step, -Apart))]);
                double expected = ahead.Zip(behind, (more, less) => (double)(more - less) / (2 * Apart) / Steps).Sum();
                Assert.AreEqual(expected, contributions[row][feature], 0.02 * (scores.Max() - scores.Min()), $"row {row}, {feature}");
            }
        }
    }

    [TestMethod]
    public void Occlusion_says_what_the_score_loses()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(16, Relu), Output()), s_options, s_rows);
        using ExplanationTransformer explanation = Explanation(fitted, new ExplanationOptions { Method = ExplanationMethod.Occlusion });
        float[] mean = Mean(s_rows);

        float[][] contributions = Contributions(explanation, s_rows);

        for (int i = 0; i < 3; i++)
        {
            Example[] occluded = [.. s_rows
                .Select(row => new Example { Features = [.. row.Features.Select((x, j) => j == i ? mean[j] : x)] })];
            float[] lost = [.. Fits.Numbers(fitted, s_rows).Zip(Fits.Numbers(fitted, occluded), (own, other) => own - other)];
            Weights.AssertClose(lost, contributions.Select(row => row[i]), 1e-5);
        }
    }

    [TestMethod]
    public void Keys_have_no_slopes_and_are_occluded_by_missing_ones()
    {
        var ml = new MLContext(seed: 1);
        Words[] words = [.. s_rows.Select(row => new Words { Features = [row.Name, row.Yes ? "up" : "down"], Yes = row.Yes })];
        IDataView texts = ml.Data.LoadFromEnumerable(words);
        var mapper = ml.Transforms.Conversion.MapValueToKey("Features").Fit(texts);
        IDataView keys = mapper.Transform(texts);
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Embedding(6, 3), Flatten(), Output()), s_options with { LabelColumnName = nameof(Example.Yes) }).Fit(keys);

        using ExplanationTransformer explanation = ml.Transforms.Explanation(fitted).Fit(keys);

        Assert.AreEqual(ExplanationMethod.Occlusion, explanation.Method);
        float[][] contributions = [.. explanation.Transform(keys).GetColumn<float[]>("Explanation")];
        Assert.IsTrue(contributions.All(row => row.Length == 2));
        float[] scores = Scores(words);
        for (int place = 0; place < 2; place++)
        {
            // The mapper makes a missing key of a text that is empty.
            float[] without = Scores(words.Select(row => new Words
            {
                Features = [.. row.Features.Select((word, i) => i == place ? "" : word)],
            }));
            Assert.IsTrue(scores.Zip(without).All(pair => Math.Abs(pair.First - pair.Second) > 1e-3), "A key is of no effect.");
            Weights.AssertClose(
                [.. scores.Zip(without, (own, other) => own - other)], contributions.Select(row => row[place]), 1e-5);
        }

        float[] Scores(IEnumerable<Words> rows) =>
            [.. fitted.Transform(mapper.Transform(ml.Data.LoadFromEnumerable(rows))).GetColumn<float>("Score")];
    }

    [TestMethod]
    public void An_explanation_is_saved_with_its_network()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Dense(8, Relu), Output()), s_options, s_rows);
        using ExplanationTransformer explanation = Explanation(fitted, new ExplanationOptions
        {
            OutputColumnName = "Why", Score = 2, Baseline = [0.1f, 0.2f, 0.3f], Method = ExplanationMethod.Occlusion,
        });

        using var loaded = (ExplanationTransformer)ModelZip.Load(ModelZip.Save(explanation));

        Assert.AreEqual(ExplanationMethod.Occlusion, loaded.Method);
        float[][] expected = Contributions(explanation, s_rows, "Why"), actual = Contributions(loaded, s_rows, "Why");
        for (int row = 0; row < s_rows.Length; row++)
            CollectionAssert.AreEqual(expected[row], actual[row]);
    }

    [TestMethod]
    public void The_mean_training_row_is_a_part_of_the_model_file()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), s_options with { ValidationFraction = 0.4 }, s_rows);
        byte[] zip = ModelZip.Save(fitted);

        NetworkWeight mean = MLFlux.Models.Safetensors.Read(
            new MemoryStream(ModelZip.Read(zip, "Baseline.safetensors")), ModelZip.Read(zip, "Baseline.safetensors").Length).Single();
        using var loaded = (NeuralNetworkTransformer)ModelZip.Load(zip);

        Assert.AreEqual("mean 3", mean.ToString());
        CollectionAssert.AreEqual(mean.Values.ToArray(), loaded.Model.Baseline!.ToArray());
        CollectionAssert.AreEqual(fitted.Model.Baseline!.ToArray(), loaded.Model.Baseline!.ToArray());
        Assert.IsTrue(mean.Values.ToArray().Zip(Mean(s_rows)).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6), "of all rows");
    }

    [TestMethod]
    public void What_cannot_be_explained_is_said()
    {
        var ml = new MLContext();
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), s_options, s_rows);
        var older = new NeuralNetworkTransformer(ml, fitted.Model with { Baseline = null }, new MLFlux.Estimators.BinaryColumns(0));

        Says("saved without its mean training row, by an earlier version of MLFlux: give a row to compare with in Baseline",
            () => ml.Transforms.Explanation(older));
        ml.Transforms.Explanation(older, new ExplanationOptions { Baseline = [0, 0, 0] });
        Says("Score is 1; the model gives 1 for each row", () => ml.Transforms.Explanation(fitted, new ExplanationOptions { Score = 1 }));
        Says("Baseline has 2 values; it has to be 3",
            () => ml.Transforms.Explanation(fitted, new ExplanationOptions { Baseline = [1, 2] }));
        Says("OutputColumnName is empty", () => ml.Transforms.Explanation(fitted, new ExplanationOptions { OutputColumnName = " " }));
        older.Dispose();

        static void Says(string words, Action action) =>
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(action).Message, words);
    }

    [TestMethod]
    public void A_row_with_a_missing_feature_has_no_contributions_and_disturbs_no_other()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(8, Relu), Output()), s_options, s_rows);
        using ExplanationTransformer explanation = Explanation(fitted);

        float[][] contributions = Contributions(explanation, [s_rows[0], new Example { Features = [1, float.NaN, 0] }, s_rows[1]]);

        Assert.IsTrue(contributions[1].All(float.IsNaN));
        CollectionAssert.AreEqual(Contributions(explanation, [s_rows[1]])[0], contributions[2]);
    }

    private static ExplanationTransformer Explanation(NeuralNetworkTransformer fitted, ExplanationOptions? options = null)
    {
        var ml = new MLContext();
        return ml.Transforms.Explanation(fitted, options).Fit(Examples.View(ml, s_rows));
    }

    private static float[][] Contributions(ExplanationTransformer explanation, Example[] rows, string column = "Explanation") =>
        [.. explanation.Transform(Examples.View(new MLContext(), rows)).GetColumn<float[]>(column)];

    private static float[][] Scores(NeuralNetworkTransformer model, Example[] rows) =>
        model.Model.Task == PredictionTask.MulticlassClassification ? Fits.Vectors(model, rows)
        : [.. Fits.Numbers(model, rows).Select(score => new[] { score })];

    private static float[] Mean(Example[] rows) =>
        [.. Enumerable.Range(0, 3).Select(i => (float)rows.Average(row => (double)row.Features[i]))];

    private sealed class Words
    {
        [VectorType(2)]
        public string[] Features { get; set; } = [];

        public bool Yes { get; set; }
    }
}
