using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Anomalies: rows that a network cannot give back are told from those that it learned from, without a label.</summary>
[TestClass]
public sealed class AutoencoderTests
{
    private const int Wide = 4;

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 30, BatchSize = 32, Optimizer = Optimizers.Adam(0.02), Seed = 2,
    };

    private static readonly Odd[] s_usual = Make(600, seed: 1), s_new = [.. Make(400, seed: 2), .. Strange(100)];
    private static readonly Lazy<NeuralNetworkTransformer> s_fitted = new(() => Fit(s_options));

    private static ChainLayer Narrow => Chain(Dense(12, Tanh), Dense(2), Dense(12, Tanh), Output());

    [TestMethod]
    public void Anomalies_could_not_be_learned_without_a_label()
    {
        var ml = new MLContext();
        IDataView scored = Score(s_fitted.Value, s_new);

        AnomalyDetectionMetrics metrics = ml.AnomalyDetection.Evaluate(scored, nameof(Odd.Strange));

        Assert.IsGreaterThan(0.95, metrics.AreaUnderRocCurve);
        IReadOnlyList<Metric> figures = ml.AnomalyDetection.Metrics(scored, nameof(Odd.Strange));
        CollectionAssert.AreEqual(new[] { "accuracy", "AUC", "detection rate" }, figures.Select(figure => figure.Name).ToArray());
        Assert.AreEqual(metrics.AreaUnderRocCurve, figures[1].Value);
        bool[] predicted = [.. scored.GetColumn<bool>("PredictedLabel")];
        double right = s_new.Select((row, i) => predicted[i] == row.Strange > 0 ? 1.0 : 0).Average();
        Assert.AreEqual(right, figures[0].Value, 1e-12);
    }

    [TestMethod]
    public void The_score_is_the_mean_of_the_errors_which_name_what_was_given_back_worst()
    {
        IDataView scored = Score(s_fitted.Value, s_new);
        float[][] errors = [.. scored.GetColumn<float[]>("Errors")];
        float[] scores = [.. scored.GetColumn<float>("Score")];
        for (int row = 0; row < scores.Length; row++)
            Assert.AreEqual(errors[row].Average(), scores[row], 1e-5 * Math.Max(1, scores[row]));

        // The last feature of a strange row is the one that does not follow from the others.
        Assert.IsGreaterThan(
            errors[..400].Average(row => row[Wide - 1]), errors[400..].Average(row => row[Wide - 1]));

        IDataView named = new MLContext().Transforms.Concatenate("Features", "A", "B", "C", "D")
            .Fit(View(s_usual)).Transform(View(s_usual));
        using NeuralNetworkTransformer withNames = new MLContext(1).AnomalyDetection.Trainers
            .Autoencoder(Narrow, s_options with { Epochs = 1 }).Fit(named);
        foreach (ITransformer model in new[] { withNames, ModelZip.Load(ModelZip.Save(withNames)) })
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            model.Transform(named).Schema["Errors"].GetSlotNames(ref names);
            CollectionAssert.AreEqual(new[] { "A", "B", "C", "D" }, names.DenseValues().Select(name => name.ToString()).ToArray());
        }
    }

    [TestMethod]
    [DataRow(0.01)]
    [DataRow(0.1)]
    [DataRow(0.5)]
    public void The_expected_share_of_rows_is_above_the_threshold(double share)
    {
        using NeuralNetworkTransformer fitted = Fit(s_options with { Epochs = 2 }, share);
        Assert.AreEqual(share, Score(fitted, s_usual).GetColumn<bool>("PredictedLabel").Average(odd => odd ? 1.0 : 0), 1.5 / 600);

        using NeuralNetworkTransformer validated = new MLContext(1).AnomalyDetection.Trainers
            .Autoencoder(Narrow, s_options with { Epochs = 2 }, share).Fit(View(s_usual), View(s_new));
        Assert.AreEqual(share, Score(validated, s_new).GetColumn<bool>("PredictedLabel").Average(odd => odd ? 1.0 : 0), 1.5 / 500);
    }

    [TestMethod]
    public void Another_threshold_changes_what_is_predicted_alone_and_is_saved()
    {
        var ml = new MLContext();
        float[] scores = [.. Score(s_fitted.Value, s_new).GetColumn<float>("Score")];
        float middle = scores.Order().ElementAt(250);

        using NeuralNetworkTransformer changed = ml.AnomalyDetection.ChangeModelThreshold(s_fitted.Value, middle);
        ITransformer loaded = ModelZip.Load(ModelZip.Save(changed));

        Assert.AreEqual(middle, changed.AnomalyThreshold);
        Assert.AreNotEqual(middle, s_fitted.Value.AnomalyThreshold);
        foreach (ITransformer model in new[] { changed, loaded })
        {
            CollectionAssert.AreEqual(scores, Score(model, s_new).GetColumn<float>("Score").ToArray());
            CollectionAssert.AreEqual(
                scores.Select(score => score > middle).ToArray(), Score(model, s_new).GetColumn<bool>("PredictedLabel").ToArray());
        }

        ModelCardNetwork card = ModelCard.Describe(changed, ml.Data.LoadFromEnumerable(s_new).Schema).Networks[0];
        Assert.AreEqual(middle, card.AnomalyThreshold);
        foreach (float wrong in new[] { -1, float.NaN, float.PositiveInfinity })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.AnomalyDetection.ChangeModelThreshold(s_fitted.Value, wrong));
        using NeuralNetworkTransformer other = Fits.Regression(Examples.Hidden, Fits.FullBatch(1), Examples.Make(9));
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => ml.AnomalyDetection.ChangeModelThreshold(other, 1)).Message,
            "The model is of Regression");
    }

    [TestMethod]
    public void One_row_at_a_time_and_in_ONNX_it_says_the_same()
    {
        float[] scores = [.. Score(s_fitted.Value, s_new).GetColumn<float>("Score")];
        bool[] predicted = [.. Score(s_fitted.Value, s_new).GetColumn<bool>("PredictedLabel")];
        using var file = new MemoryStream();
        s_fitted.Value.ExportToOnnx(file);
        IReadOnlyDictionary<string, object> outputs = OnnxScores.Run(
            file.ToArray(), "Features", s_new.SelectMany(row => row.Features).ToArray(), s_new.Length, Wide);
        using PredictionEngine<Odd, Answer> engine = new MLContext().Model.CreatePredictionEngine<Odd, Answer>(
            s_fitted.Value, new PredictionEngineOptions { OwnsTransformer = false });
        for (int row = 0; row < s_new.Length; row++)
        {
            Answer one = engine.Predict(s_new[row]);
            Assert.AreEqual(scores[row], one.Score, 1e-5 * Math.Max(1, scores[row]));
            Assert.AreEqual(predicted[row], one.PredictedLabel);
            Assert.AreEqual(scores[row], ((float[])outputs["Score"])[row], 1e-4 * Math.Max(1, scores[row]));
        }
    }

    [TestMethod]
    public void Images_and_streams_are_given_back_too()
    {
        var ml = new MLContext(1);
        IDataView images = ml.Data.LoadFromEnumerable(Make(200, seed: 4).Select(row => new Image { Features = row.Features }));
        using NeuralNetworkTransformer fitted = ml.AnomalyDetection.Trainers
            .Autoencoder(Chain(Conv((1, 1), 2, Tanh), Flatten(), Dense(2), Output()), s_options with { Epochs = 2 }).Fit(images);
        Assert.IsTrue(fitted.Transform(images).GetColumn<float>("Score").All(float.IsFinite));

        Odd[] many = Make(80_000, seed: 3);
        using NeuralNetworkTransformer streamed = new MLContext(1).AnomalyDetection.Trainers
            .Autoencoder(Narrow, s_options with { Epochs = 1, BatchSize = 512, MemoryBudget = 1 << 20 }).Fit(View(many), View(s_usual));
        Assert.IsGreaterThan(0.9,
            ml.AnomalyDetection.Evaluate(Score(streamed, s_new), nameof(Odd.Strange)).AreaUnderRocCurve);
    }

    [TestMethod]
    public void A_row_without_a_value_has_no_score_and_no_prediction()
    {
        Odd missing = new() { Features = [1, float.NaN, 1, 1] };
        IDataView scored = Score(s_fitted.Value, [missing, .. s_new]);
        Assert.AreEqual(float.NaN, scored.GetColumn<float>("Score").First());
        Assert.IsFalse(scored.GetColumn<bool>("PredictedLabel").First());
        float alone = Score(s_fitted.Value, s_new).GetColumn<float>("Score").First();
        Assert.AreEqual(alone, scored.GetColumn<float>("Score").ElementAt(1), 1e-6);
    }

    [TestMethod]
    public void What_does_not_fit_is_refused_by_name()
    {
        var ml = new MLContext();
        foreach (double share in new[] { 0, 1, -0.1, double.NaN })
        {
            StringAssert.Contains(
                Assert.ThrowsExactly<ArgumentException>(
                    () => ml.AnomalyDetection.Trainers.Autoencoder(Narrow, expectedAnomalies: share)).Message,
                "The share of expected anomalies is between 0 and 1");
        }

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => ml.AnomalyDetection.Trainers.Autoencoder(Narrow, s_options with { Loss = Losses.CrossEntropy() })).Message,
            "Loss is CrossEntropy(), which is for a label");
        StringAssert.Contains(
            Assert.ThrowsExactly<NetworkShapeException>(
                () => ml.AnomalyDetection.Trainers.Autoencoder(Dense(3)).Fit(View(s_usual))).Message,
            "The network gives 3 values for each row, but feature column 'Features', which it gives back, has 4. End it with Output()");
        IDataView scored = Score(s_fitted.Value, s_new[..100]);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => ml.AnomalyDetection.Metrics(scored, nameof(Odd.Strange))).Message,
            "All rows have the same label in 'Strange'");
        scored = Score(s_fitted.Value, [.. s_new[..2], new Odd { Features = s_new[0].Features, Strange = 2 }]);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => ml.AnomalyDetection.Metrics(scored, nameof(Odd.Strange))).Message,
            "The label 'Strange' is 2 in a row; anomaly detection expects 1 for an anomaly and 0 for none.");
    }

    [TestMethod]
    public void The_first_difference_was_explained_in_place_of_the_error()
    {
        var ml = new MLContext();
        float mean(int feature) => s_usual.Average(row => row.Features[feature]);
        Odd[] rows = [.. s_new[^20..], new Odd { Features = [mean(0), mean(1), mean(2), mean(3)] }];
        float[] scores = [.. Score(s_fitted.Value, rows).GetColumn<float>("Score")];
        using ExplanationTransformer explanation = ml.Transforms.Explanation(s_fitted.Value).Fit(View(rows));

        float[][] contributions = [.. Score(explanation, rows).GetColumn<float[]>("Explanation")];

        for (int row = 0; row < rows.Length; row++)
            Assert.AreEqual(scores[row] - scores[^1], contributions[row].Sum(), 0.01 * scores.Max());
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => ml.Transforms.Explanation(s_fitted.Value, new ExplanationOptions { Score = 1 })).Message,
            "Score is 1; the model gives 1 for each row, counted from 0.");
    }

    /// <summary>Rows whose third and fourth features follow from the first two.</summary>
    private static Odd[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float x = (float)((2 * random.NextDouble()) - 1), y = (float)((2 * random.NextDouble()) - 1);
            return new Odd { Features = [x, y, x + y, x - y] };
        })];
    }

    /// <summary>Rows whose fourth feature has another sign than it should.</summary>
    private static Odd[] Strange(int count) => [.. Make(10 * count, seed: 9).Where(row => Math.Abs(row.Features[3]) > 0.7)
        .Take(count).Select(row => new Odd { Features = [.. row.Features[..3], -row.Features[3]], Strange = 1 })];

    private static IDataView View(IEnumerable<Odd> rows) => new MLContext().Data.LoadFromEnumerable(rows);

    private static NeuralNetworkTransformer Fit(NeuralNetworkOptions options, double share = 0.05) =>
        new MLContext(1).AnomalyDetection.Trainers.Autoencoder(Narrow, options, share).Fit(View(s_usual));

    private static IDataView Score(ITransformer fitted, Odd[] rows) => fitted.Transform(View(rows));

    private sealed class Odd
    {
        [VectorType(Wide)]
        public float[] Features { get; set; } = new float[Wide];

        public float A { get; set; }

        public float B { get; set; }

        public float C { get; set; }

        public float D { get; set; }

        public float Strange { get; set; }
    }

    private sealed class Image
    {
        [VectorType(1, 2, 2)]
        public float[] Features { get; set; } = new float[Wide];
    }

    private sealed class Answer
    {
        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
