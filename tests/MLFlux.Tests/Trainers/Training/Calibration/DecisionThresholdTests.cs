using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Models;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Yes was always what is likelier than not, whatever a mistake costs.</summary>
[TestClass]
public sealed class DecisionThresholdTests
{
    private static readonly Example[] s_rows = Rare(400, 1);
    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 20, Optimizer = Optimizers.Adam(0.05), ValidationFraction = 0.4, Seed = 3,
    };

    public static IEnumerable<object[]> Rules =>
    [
        [DecisionThreshold.F1],
        [DecisionThreshold.Accuracy],
        [DecisionThreshold.BalancedAccuracy],
        [DecisionThreshold.Costs(falsePositive: 1, falseNegative: 9)],
        [DecisionThreshold.Costs(falsePositive: 1, falseNegative: 0)],
    ];

    [TestMethod]
    [DynamicData(nameof(Rules))]
    public void No_other_threshold_is_better(DecisionThreshold rule)
    {
        var random = new Random(4);
        bool[] answers = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble() < 0.2)];
        float[] scores = [.. answers.Select(answer => MathF.Round((float)((answer ? 1 : -1) + (3 * random.NextDouble())), 1))];

        float chosen = ThresholdSearch.Find(rule, scores, answers);

        double best = Value(chosen);
        foreach (float other in scores.SelectMany(score => new[] { score, score - 0.01f, score + 0.01f }).Append(-99).Append(99))
            Assert.IsLessThanOrEqualTo(best + 1e-12, Value(other), $"{other}");

        double Value(float threshold)
        {
            double truly = 0, falsely = 0, missed = 0, no = 0;
            for (int row = 0; row < scores.Length; row++)
            {
                bool said = scores[row] > threshold;
                truly += said && answers[row] ? 1 : 0;
                falsely += said && !answers[row] ? 1 : 0;
                missed += !said && answers[row] ? 1 : 0;
                no += !said && !answers[row] ? 1 : 0;
            }

            return $"{rule}" switch
            {
                "F1" => 2 * truly / ((2 * truly) + falsely + missed),
                "Accuracy" => (truly + no) / 60,
                "BalancedAccuracy" => (truly / (truly + missed)) + (no / (no + falsely)),
                "Costs(falsePositive: 1, falseNegative: 9)" => -falsely - (9 * missed),
                _ => -falsely,
            };
        }
    }

    [TestMethod]
    public void A_threshold_chosen_on_validation_rows_changes_the_predicted_label_alone()
    {
        using NeuralNetworkTransformer half = Fits.Binary(Output(), s_options, s_rows);
        using NeuralNetworkTransformer dear = Fits.Binary(
            Output(), s_options with { DecisionThreshold = DecisionThreshold.Costs(1, 20) }, s_rows);

        Assert.AreEqual(0.5, half.Model.DecisionThreshold);
        double threshold = dear.Model.DecisionThreshold!.Value;
        Assert.IsLessThan(0.3, threshold);
        CollectionAssert.AreEqual(Fits.Numbers(half, s_rows), Fits.Numbers(dear, s_rows));
        float[] probabilities = Fits.Numbers(dear, s_rows, "Probability");
        CollectionAssert.AreEqual(probabilities, Fits.Numbers(half, s_rows, "Probability"));
        CollectionAssert.AreEqual(probabilities.Select(p => p > threshold).ToArray(), Labels(dear));
        Assert.IsGreaterThan(Labels(half).Count(yes => yes), Labels(dear).Count(yes => yes));
    }

    [TestMethod]
    public void A_threshold_set_afterwards_is_saved_and_exported()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), s_options, s_rows);
        using NeuralNetworkTransformer changed = fitted.WithThreshold(0.2);
        using var loaded = (NeuralNetworkTransformer)ModelZip.Load(ModelZip.Save(changed));
        using var file = new MemoryStream();
        changed.ExportToOnnx(file);

        bool[] expected = [.. Fits.Numbers(fitted, s_rows, "Probability").Select(p => p > 0.2)];

        Assert.AreEqual(0.2, changed.Model.DecisionThreshold!.Value, 1e-7);
        CollectionAssert.AreEqual(expected, Labels(changed));
        CollectionAssert.AreNotEqual(expected, Labels(fitted));
        ViewComparison.AssertSameValues(
            changed.Transform(Examples.View(new MLContext(), s_rows)), loaded.Transform(Examples.View(new MLContext(), s_rows)));
        float[] features = [.. s_rows.SelectMany(row => row.Features)];
        CollectionAssert.AreEqual(
            expected, (bool[])OnnxScores.Run(file.ToArray(), "Features", features, s_rows.Length, 3)["PredictedLabel"]);
    }

    [TestMethod]
    public void Ml_nets_own_way_to_change_it_takes_the_score()
    {
        var ml = new MLContext();
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), s_options, s_rows);
        using NeuralNetworkTransformer changed = ml.BinaryClassification.ChangeModelThreshold(fitted, -1.5f);

        CollectionAssert.AreEqual(Fits.Numbers(fitted, s_rows).Select(score => score > -1.5f).ToArray(), Labels(changed));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.BinaryClassification.ChangeModelThreshold(fitted, float.NaN));
    }

    [TestMethod]
    public void A_threshold_is_chosen_on_rows_of_the_callers_own()
    {
        var ml = new MLContext();
        Example[] others = Rare(300, 8);
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), s_options, s_rows);

        using NeuralNetworkTransformer changed =
            fitted.ChooseThreshold(Examples.View(ml, others), DecisionThreshold.F1, nameof(Example.Yes));

        // A threshold divides the rows by their scores: each score in turn is the lowest that is predicted yes.
        float[] scores = Fits.Numbers(fitted, others);
        double best = scores.Max(lowest => F1([.. scores.Select(score => score >= lowest)]));
        Assert.AreEqual(best, F1(Predicted(changed)), 1e-12);
        Assert.IsGreaterThan(F1(Predicted(fitted)), F1(Predicted(changed)), "0.5 is the best threshold; the test shows nothing.");

        bool[] Predicted(NeuralNetworkTransformer model) =>
            [.. model.Transform(Examples.View(ml, others)).GetColumn<bool>("PredictedLabel")];

        double F1(bool[] said)
        {
            double truly = said.Zip(others).Count(pair => pair.First && pair.Second.Yes);
            return 2 * truly / (said.Count(yes => yes) + others.Count(row => row.Yes));
        }
    }

    [TestMethod]
    public void What_makes_no_threshold_is_said_before_the_work()
    {
        var ml = new MLContext();
        using NeuralNetworkTransformer yes = Fits.Binary(Output(), Fits.FullBatch(2), s_rows);
        using NeuralNetworkTransformer number = Fits.Regression(Output(), Fits.FullBatch(2), s_rows);
        Example[] oneAnswer = [.. s_rows.Where(row => !row.Yes)];

        Says<ArgumentException>("falseNegative; a cost has to be finite and at least 0", () => Fits.Binary(
            Output(), s_options with { DecisionThreshold = DecisionThreshold.Costs(1, -2) }, s_rows));
        Says<ArgumentException>("costs nothing whatever is predicted", () => Fits.Binary(
            Output(), s_options with { DecisionThreshold = DecisionThreshold.Costs(0, 0) }, s_rows));
        Says<ArgumentException>("DecisionThreshold is for yes and no", () => Fits.Multiclass(
            Output(), s_options with { DecisionThreshold = DecisionThreshold.F1 }, s_rows));
        Says<InvalidOperationException>("DecisionThreshold F1 is chosen on validation rows: set ValidationFraction", () => Fits.Binary(
            Output(), Fits.FullBatch(2) with { DecisionThreshold = DecisionThreshold.F1 }, s_rows));
        Says<ArgumentOutOfRangeException>("between 0 and 1, both excluded", () => yes.WithThreshold(1));
        Says<ArgumentOutOfRangeException>("between 0 and 1, both excluded", () => yes.WithThreshold(double.NaN));
        Says<InvalidOperationException>("for yes and no", () => number.WithThreshold(0.5));
        Says<InvalidOperationException>("none is yes", () => yes.ChooseThreshold(
            Examples.View(ml, oneAnswer), DecisionThreshold.F1, nameof(Example.Yes)));
        Says<ArgumentOutOfRangeException>("'Amount' is Single; expected Boolean", () => yes.ChooseThreshold(
            Examples.View(ml, s_rows), DecisionThreshold.F1, nameof(Example.Amount)));

        static void Says<T>(string words, Action action)
            where T : Exception => StringAssert.Contains(Assert.ThrowsExactly<T>(action).Message, words);
    }

    [TestMethod]
    public void A_fit_was_lost_where_the_validation_rows_have_one_answer()
    {
        var ml = new MLContext(seed: 1);
        int epochs = 0;
        NeuralNetworkTrainer trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Output(), s_options with
        {
            LabelColumnName = nameof(Example.Yes), DecisionThreshold = DecisionThreshold.F1, ValidationFraction = 0,
            Progress = _ => epochs++,
        });
        IDataView answers = Examples.View(ml, [.. s_rows.Where(row => !row.Yes)]);

        string message = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(Examples.View(ml, s_rows), answers)).Message;
        StringAssert.Contains(message, "none is yes");
        Assert.AreEqual(0, epochs, "It was said after the fit.");
    }

    private static bool[] Labels(NeuralNetworkTransformer model) =>
        [.. model.Transform(Examples.View(new MLContext(), s_rows)).GetColumn<bool>("PredictedLabel")];

    /// <summary>One row in ten is yes, likelier where the first feature is large.</summary>
    private static Example[] Rare(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, 3).Select(_ => (float)((2 * random.NextDouble()) - 1))];
            return new Example { Features = x, Name = "", Yes = random.NextDouble() < 1 / (1 + Math.Exp(3 - (2.5 * x[0]))) };
        })];
    }
}
