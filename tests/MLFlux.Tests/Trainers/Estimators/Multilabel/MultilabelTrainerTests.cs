using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Several labels a row are learned, scored, saved and exported, however the label says them.</summary>
[TestClass]
public sealed class MultilabelTrainerTests
{
    private const int Labels = MultilabelRow.Labels;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly MultilabelRow[] s_rows = MultilabelRow.Make(600);
    private static readonly IDataView s_data = MultilabelRow.View(s_ml, s_rows);

    private static readonly NeuralNetworkOptions s_options = new()
    {
        LabelColumnName = nameof(MultilabelRow.Flags), Epochs = 30, BatchSize = 32, Optimizer = Optimizers.Adam(0.01), Seed = 3,
    };

    [TestMethod]
    [DataRow(nameof(MultilabelRow.Flags))]
    [DataRow(nameof(MultilabelRow.Numbers))]
    [DataRow("Keys")]
    public void A_label_of_each_type_is_learned_to_the_same_weights(string label)
    {
        using NeuralNetworkTransformer fitted = Fit(s_options with { LabelColumnName = label });
        using NeuralNetworkTransformer flags = Fit(s_options);

        Assert.AreEqual(PredictionTask.MultilabelClassification, fitted.Model.Task);
        CollectionAssert.AreEqual(flags.Model.Weights[0].Values.ToArray(), fitted.Model.Weights[0].Values.ToArray());
        MultilabelClassificationMetrics metrics = s_ml.MultilabelClassification.Evaluate(
            fitted.Transform(MultilabelRow.View(s_ml, MultilabelRow.Make(400, seed: 2))), label);
        Assert.IsGreaterThan(0.9, metrics.MicroF1);
        Assert.IsGreaterThan(0.9, metrics.MeanAveragePrecision);
    }

    [TestMethod]
    public void Slots_are_called_as_the_labels()
    {
        using NeuralNetworkTransformer keys = Fit(s_options with { LabelColumnName = "Keys", Epochs = 1 });
        using NeuralNetworkTransformer flags = Fit(s_options with { Epochs = 1 });
        IDataView two = s_ml.Data.LoadFromEnumerable(
            s_rows.Select(row => new TwoLabels { Features = row.Features, Red = row.Flags[0], Blue = row.Flags[2] }));
        IDataView joined = s_ml.Transforms.Concatenate("Label", "Red", "Blue").Fit(two).Transform(two);
        using NeuralNetworkTransformer concatenated = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), epochs: 1).Fit(joined);

        foreach (string column in new[] { "Score", "Probability", "PredictedLabel" })
        {
            CollectionAssert.AreEqual(MultilabelRow.Names, Slots(keys.Transform(s_data).Schema[column]), column);
            CollectionAssert.AreEqual(
                new[] { "Flags.0", "Flags.1", "Flags.2", "Flags.3", "Flags.4" }, Slots(flags.Transform(s_data).Schema[column]), column);
            CollectionAssert.AreEqual(new[] { "Red", "Blue" }, Slots(concatenated.Transform(joined).Schema[column]), column);
        }

        CollectionAssert.AreEqual(MultilabelRow.Names, keys.Model.Classes!.ToArray());
    }

    [TestMethod]
    public void Scores_are_logits_and_probabilities_their_sigmoids()
    {
        using NeuralNetworkTransformer fitted = Fit(s_options);
        IDataView scored = fitted.Transform(s_data);
        float[][] scores = [.. scored.GetColumn<float[]>("Score")], chances = [.. scored.GetColumn<float[]>("Probability")];
        bool[][] predicted = [.. scored.GetColumn<bool[]>("PredictedLabel")];

        for (int row = 0; row < scores.Length; row++)
        {
            for (int label = 0; label < Labels; label++)
            {
                Assert.AreEqual(1 / (1 + Math.Exp(-scores[row][label])), chances[row][label], 1e-6);
                Assert.AreEqual(scores[row][label] > 0, predicted[row][label]);
            }
        }
    }

    [TestMethod]
    public void The_loss_is_the_mean_binary_cross_entropy_of_the_labels()
    {
        NeuralNetworkOptions options = Fits.FullBatch(1) with { LabelColumnName = nameof(MultilabelRow.Flags) };
        NeuralNetworkModel model = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), options with { Epochs = 2 })
            .Fit(s_data).Model;
        using NeuralNetworkTransformer once = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), options).Fit(s_data);

        double expected = once.Transform(s_data).GetColumn<float[]>("Score").Zip(s_rows, (scores, row) => scores.Select((score, label) =>
            Math.Log(1 + Math.Exp(row.Flags[label] ? -score : score))).Average()).Average();

        Assert.AreEqual(expected, model.History.Epochs[1].TrainingLoss, 1e-5);
    }

    [TestMethod]
    public void Accuracy_in_the_history_is_the_share_of_rows_that_are_all_right()
    {
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Chain(Dense(8, Tanh), Output()), s_options).Fit(s_data, s_data);

        Assert.AreEqual(
            s_ml.MultilabelClassification.Evaluate(fitted.Transform(s_data), nameof(MultilabelRow.Flags)).ExactMatch,
            fitted.Model.History.Epochs[fitted.Model.History.BestEpoch - 1].ValidationAccuracy!.Value, 1e-9);
    }

    [TestMethod]
    public void Rows_of_weight_count_as_often()
    {
        MultilabelRow[] some = [.. s_rows.Take(60)];
        foreach (MultilabelRow row in some.Take(20))
            row.Weight = 2;
        NeuralNetworkOptions options = Fits.FullBatch(20) with { LabelColumnName = nameof(MultilabelRow.Flags) };
        IDataView twice = MultilabelRow.View(s_ml, [.. some, .. some.Take(20)]);

        using NeuralNetworkTransformer weighted = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Output(), options with { ExampleWeightColumnName = nameof(MultilabelRow.Weight) })
            .Fit(MultilabelRow.View(s_ml, some));
        using NeuralNetworkTransformer repeated = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), options).Fit(twice);

        float[] expected = [.. repeated.Model.Weights.SelectMany(weight => weight.Values.ToArray())];
        float[] actual = [.. weighted.Model.Weights.SelectMany(weight => weight.Values.ToArray())];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-4f);
    }

    [TestMethod]
    public void Streamed_rows_train_as_well()
    {
        using NeuralNetworkTransformer streamed = s_ml.MultilabelClassification.Trainers.NeuralNetwork(
            Chain(Dense(12, Relu), Output()), s_options with { MemoryBudget = 1 << 20 })
            .Fit(MultilabelRow.View(s_ml, MultilabelRow.Make(30_000)));

        Assert.IsGreaterThan(0.95, s_ml.MultilabelClassification.Evaluate(streamed.Transform(s_data), "Flags").MicroF1);
    }

    [TestMethod]
    public void A_saved_model_scores_the_same_with_its_thresholds()
    {
        using NeuralNetworkTransformer fitted =
            Fit(s_options with { ValidationFraction = 0.3, DecisionThreshold = DecisionThreshold.F1, Epochs = 3 });
        using var stream = new MemoryStream();
        s_ml.Model.Save(fitted, s_data.Schema, stream);
        var loaded = (NeuralNetworkTransformer)new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);

        CollectionAssert.AreEqual(fitted.Model.DecisionThresholds!.ToArray(), loaded.Model.DecisionThresholds!.ToArray());
        CollectionAssert.AreEqual(Predicted(fitted), Predicted(loaded));
        CollectionAssert.AreEqual(Slots(fitted.Transform(s_data).Schema["Score"]), Slots(loaded.Transform(s_data).Schema["Score"]));
        CollectionAssert.AreNotEqual(
            Predicted(loaded), loaded.Transform(s_data).GetColumn<float[]>("Score").SelectMany(row => row.Select(s => s > 0)).ToArray());
    }

    [TestMethod]
    public void An_ONNX_file_has_the_columns_and_the_thresholds()
    {
        using NeuralNetworkTransformer fitted =
            Fit(s_options with { ValidationFraction = 0.3, DecisionThreshold = DecisionThreshold.F1, Epochs = 3 });
        using var stream = new MemoryStream();
        fitted.ExportToOnnx(stream);

        IReadOnlyDictionary<string, object> outputs = OnnxScores.Run(
            stream.ToArray(), "Features", s_rows.SelectMany(row => row.Features).ToArray(), s_rows.Length, MultilabelRow.Width);

        float[] expected = [.. fitted.Transform(s_data).GetColumn<float[]>("Score").SelectMany(row => row)];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], ((float[])outputs["Score"])[i], 1e-4f);
        Assert.IsGreaterThan(
            0.999, Predicted(fitted).Zip((bool[])outputs["PredictedLabel"], (a, b) => a == b ? 1.0 : 0).Average());
    }

    [TestMethod]
    public void A_prediction_engine_gives_the_vectors_of_a_row()
    {
        using NeuralNetworkTransformer fitted = Fit(s_options);
        float[][] scores = [.. fitted.Transform(s_data).GetColumn<float[]>("Score")];
        using PredictionEngine<MultilabelRow, LabelsOfRow> engine =
            s_ml.Model.CreatePredictionEngine<MultilabelRow, LabelsOfRow>(fitted, ignoreMissingColumns: true);

        for (int row = 0; row < 20; row++)
        {
            LabelsOfRow one = engine.Predict(s_rows[row]);
            for (int label = 0; label < Labels; label++)
            {
                Assert.AreEqual(scores[row][label], one.Score[label], 1e-5f);
                Assert.AreEqual(one.Probability[label] > 0.5f, one.PredictedLabel[label]);
            }
        }
    }

    [TestMethod]
    public void Training_goes_on_from_a_model()
    {
        using NeuralNetworkTransformer whole = Fit(s_options with { Epochs = 4 });
        using NeuralNetworkTransformer half = Fit(s_options with { Epochs = 2 });
        using NeuralNetworkTransformer further = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Chain(Dense(12, Relu), Output()), s_options with { Epochs = 2 }).Fit(s_data, half.Model);

        CollectionAssert.AreEqual(whole.Model.Weights[0].Values.ToArray(), further.Model.Weights[0].Values.ToArray());
    }

    [TestMethod]
    public void Thresholds_are_those_of_the_highest_F1_on_the_rows_to_validate_on()
    {
        MultilabelRow[] noisy = MultilabelRow.Make(300, seed: 5, noise: 0.25);
        IDataView validation = MultilabelRow.View(s_ml, noisy);
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Output(), s_options with { DecisionThreshold = DecisionThreshold.F1, Epochs = 2 }).Fit(s_data, validation);
        float[][] scores = [.. fitted.Transform(validation).GetColumn<float[]>("Score")];
        bool[][] predicted = [.. fitted.Transform(validation).GetColumn<bool[]>("PredictedLabel")];

        for (int label = 0; label < Labels; label++)
        {
            bool[] actual = [.. noisy.Select(row => row.Flags[label])];
            double best = scores.Select(row => row[label]).Distinct().Max(cut => F1(actual, [.. scores.Select(row => row[label] >= cut)]));

            Assert.AreEqual(best, F1(actual, [.. predicted.Select(row => row[label])]), 1e-9, $"label {label}");
        }
    }

    [TestMethod]
    public void A_label_that_all_validation_rows_lack_keeps_a_half()
    {
        MultilabelRow[] lacking = MultilabelRow.Make(200, seed: 6);
        foreach (MultilabelRow row in lacking)
            row.Flags[2] = false;
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Output(), s_options with { DecisionThreshold = DecisionThreshold.Costs(1, 9), Epochs = 2 })
            .Fit(s_data, MultilabelRow.View(s_ml, lacking));

        IReadOnlyList<double> thresholds = fitted.Model.DecisionThresholds!;
        Assert.AreEqual(0.5, thresholds[2]);
        Assert.IsLessThan(0.5, thresholds.Where((_, label) => label != 2).Max(), "What is missed costs nine times what is found wrongly.");
    }

    [TestMethod]
    public void A_temperature_of_all_labels_makes_the_log_loss_of_validation_rows_least()
    {
        MultilabelRow[] noisy = MultilabelRow.Make(400, seed: 5, noise: 0.25);
        IDataView validation = MultilabelRow.View(s_ml, noisy);
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Chain(Dense(12, Relu), Output()), s_options).Fit(s_data, validation);
        float[] scores = [.. fitted.Transform(validation).GetColumn<float[]>("Score").SelectMany(row => row)];
        bool[] answers = [.. noisy.SelectMany(row => row.Flags)];

        Assert.IsGreaterThan(1, fitted.Model.Temperature!.Value, "A network that saw no noise is too sure among noise.");
        double least = Loss(1);
        Assert.IsLessThan(Loss(1.05), least);
        Assert.IsLessThan(Loss(0.95), least);

        double Loss(double factor) =>
            scores.Zip(answers, (score, answer) => Math.Log(1 + Math.Exp((answer ? -factor : factor) * score))).Average();
    }

    private static double F1(bool[] actual, bool[] predicted)
    {
        int right = actual.Zip(predicted, (a, p) => a && p).Count(both => both);
        return 2.0 * right / (actual.Count(a => a) + predicted.Count(p => p));
    }

    private static NeuralNetworkTransformer Fit(NeuralNetworkOptions options) =>
        s_ml.MultilabelClassification.Trainers.NeuralNetwork(Chain(Dense(12, Relu), Output()), options).Fit(s_data);

    private static bool[] Predicted(NeuralNetworkTransformer fitted) =>
        [.. fitted.Transform(s_data).GetColumn<bool[]>("PredictedLabel").SelectMany(row => row)];

    private static string[] Slots(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private sealed class TwoLabels
    {
        [VectorType(MultilabelRow.Width)]
        public float[] Features { get; set; } = [];

        public bool Red { get; set; }

        public bool Blue { get; set; }
    }

    private sealed class LabelsOfRow
    {
        public float[] Score { get; set; } = [];

        public float[] Probability { get; set; } = [];

        public bool[] PredictedLabel { get; set; } = [];
    }
}
