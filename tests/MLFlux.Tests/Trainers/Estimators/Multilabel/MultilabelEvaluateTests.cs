using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>The figures of several labels, against their formulas.</summary>
[TestClass]
public sealed class MultilabelEvaluateTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Each_figure_is_what_its_formula_says()
    {
        Scored[] rows = Make(200);
        MultilabelClassificationMetrics metrics = s_ml.MultilabelClassification.Evaluate(s_ml.Data.LoadFromEnumerable(rows));

        (double Right, double Wrong, double Missed)[] counts = [.. Enumerable.Range(0, 4).Select(k => (
            (double)rows.Count(row => row.Label[k] && row.PredictedLabel[k]),
            (double)rows.Count(row => !row.Label[k] && row.PredictedLabel[k]),
            (double)rows.Count(row => row.Label[k] && !row.PredictedLabel[k])))];
        double right = counts.Sum(c => c.Right), wrong = counts.Sum(c => c.Wrong), missed = counts.Sum(c => c.Missed);
        double precision = right / (right + wrong), recall = right / (right + missed);
        Assert.AreEqual(2 * precision * recall / (precision + recall), metrics.MicroF1, 1e-12);
        Assert.AreEqual(counts.Average(c => c.Right / (c.Right + ((c.Wrong + c.Missed) / 2))), metrics.MacroF1, 1e-12);
        Assert.AreEqual(
            rows.Average(row => row.Label.Zip(row.PredictedLabel, (a, p) => a != p).Count(x => x) / 4.0), metrics.HammingLoss, 1e-12);
        Assert.AreEqual(rows.Average(row => row.Label.SequenceEqual(row.PredictedLabel) ? 1.0 : 0), metrics.ExactMatch, 1e-12);
        Assert.AreEqual(rows.Average(ExampleF1), metrics.ExampleF1, 1e-12);
        for (int k = 0; k < 4; k++)
        {
            Assert.AreEqual(counts[k].Right / (counts[k].Right + counts[k].Wrong), metrics.Labels[k].Precision, 1e-12);
            Assert.AreEqual(counts[k].Right / (counts[k].Right + counts[k].Missed), metrics.Labels[k].Recall, 1e-12);
            Assert.AreEqual(AveragePrecision(rows, k), metrics.Labels[k].AveragePrecision, 1e-12);
            Assert.AreEqual(rows.Count(row => row.Label[k]), metrics.Labels[k].Rows);
            Assert.AreEqual($"Label.{k}", metrics.Labels[k].Label);
        }

        Assert.AreEqual(metrics.Labels.Average(label => label.AveragePrecision), metrics.MeanAveragePrecision, 1e-12);
        Assert.AreEqual(200, metrics.Rows);
    }

    [TestMethod]
    public void Equal_scores_are_on_one_side_of_any_threshold()
    {
        // By the formula: one threshold takes both rows of score 1 (recall 1, precision 1/2), whichever stands first.
        foreach (bool first in new[] { true, false })
        {
            Scored[] rows = [One(first, 1), One(!first, 1), One(false, 0)];
            Assert.AreEqual(
                0.5, s_ml.MultilabelClassification.Evaluate(s_ml.Data.LoadFromEnumerable(rows)).Labels[0].AveragePrecision, 1e-12);
        }

        static Scored One(bool label, float score) => new()
        {
            Label = [label, true, false, false], Score = [score, 1, 0, 0], PredictedLabel = [true, true, false, false],
        };
    }

    [TestMethod]
    public void Labels_that_no_row_has_are_left_out_of_the_means()
    {
        Scored[] rows = [.. Make(50).Select(row =>
        {
            row.Label[2] = row.PredictedLabel[2] = false;
            return row;
        })];

        MultilabelClassificationMetrics metrics = s_ml.MultilabelClassification.Evaluate(s_ml.Data.LoadFromEnumerable(rows));

        Assert.IsTrue(double.IsNaN(metrics.Labels[2].F1) && double.IsNaN(metrics.Labels[2].AveragePrecision));
        Assert.AreEqual(new[] { 0, 1, 3 }.Average(k => metrics.Labels[k].F1), metrics.MacroF1, 1e-12);
        Assert.AreEqual(new[] { 0, 1, 3 }.Average(k => metrics.Labels[k].AveragePrecision), metrics.MeanAveragePrecision, 1e-12);
    }

    [TestMethod]
    public void Rows_without_a_number_are_left_out_and_counted()
    {
        Scored[] rows = Make(30);
        MultilabelClassificationMetrics expected = s_ml.MultilabelClassification.Evaluate(s_ml.Data.LoadFromEnumerable(rows.Skip(2)));
        rows[0].Score[3] = float.NaN;
        rows[1].Score[0] = float.NaN;

        MultilabelClassificationMetrics metrics = s_ml.MultilabelClassification.Evaluate(s_ml.Data.LoadFromEnumerable(rows));

        Assert.AreEqual(2, metrics.SkippedRows);
        Assert.AreEqual(28, metrics.Rows);
        Assert.AreEqual(expected.MicroF1, metrics.MicroF1, 1e-12);
    }

    [TestMethod]
    public void Labels_are_matched_with_scores_by_name()
    {
        MultilabelRow[] rows = MultilabelRow.Make(200);
        IDataView data = MultilabelRow.View(s_ml, rows);
        using NeuralNetworkTransformer fitted = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), "Keys", epochs: 20)
            .Fit(data);
        double expected = s_ml.MultilabelClassification.Evaluate(fitted.Transform(data), "Keys").MicroF1;

        // Keys in another order, as another pipeline makes them.
        IDataView words = s_ml.Transforms.Text.TokenizeIntoWords("Other", nameof(MultilabelRow.Words))
            .Append(s_ml.Transforms.Conversion.MapValueToKey(
                "Other", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue))
            .Fit(data).Transform(data);

        Assert.AreEqual(expected, s_ml.MultilabelClassification.Evaluate(fitted.Transform(words), "Other").MicroF1, 1e-12);
        using NeuralNetworkTransformer validated = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), "Keys", epochs: 1)
            .Fit(data, s_ml.Transforms.CopyColumns("Keys", "Other").Fit(words).Transform(words));
        using NeuralNetworkTransformer same = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), "Keys", epochs: 1)
            .Fit(data, data);
        Assert.AreEqual(same.Model.History.Epochs[0].ValidationLoss, validated.Model.History.Epochs[0].ValidationLoss);
    }

    [TestMethod]
    public void Folds_are_evaluated_each()
    {
        IDataView data = MultilabelRow.View(s_ml, MultilabelRow.Make(400));
        NeuralNetworkTrainer trainer = s_ml.MultilabelClassification.Trainers.NeuralNetwork(
            Output(), new NeuralNetworkOptions { LabelColumnName = "Flags", Epochs = 40, Optimizer = Optimizers.Adam(0.02) });

        IReadOnlyList<TrainCatalogBase.CrossValidationResult<MultilabelClassificationMetrics>> folds =
            s_ml.MultilabelClassification.CrossValidate(data, trainer, numberOfFolds: 4, labelColumnName: "Flags");

        Assert.HasCount(4, folds);
        Assert.AreEqual(400, folds.Sum(fold => fold.Metrics.Rows));
        foreach (TrainCatalogBase.CrossValidationResult<MultilabelClassificationMetrics> fold in folds)
        {
            Assert.IsGreaterThan(0.75, fold.Metrics.MicroF1);
            Assert.AreEqual(
                s_ml.MultilabelClassification.Evaluate(fold.ScoredHoldOutSet, "Flags").MacroF1, fold.Metrics.MacroF1);
        }
    }

    [TestMethod]
    public void Columns_that_do_not_fit_are_named()
    {
        IDataView rows = s_ml.Data.LoadFromEnumerable(Make(5));
        IDataView odd = s_ml.Transforms.Concatenate("Label", "Label", "PredictedLabel").Fit(rows).Transform(rows);

        StringAssert.Contains(Refusal(rows, "Labl", "Score"), "Column 'Labl' is missing");
        StringAssert.Contains(
            Refusal(rows, "Score", "PredictedLabel"), "Column 'PredictedLabel' is Vector<Boolean, 4>; expected Vector<Single>");
        StringAssert.Contains(
            Refusal(odd, "Label", "Score"), "Column 'Score' is Vector<Single, 4>; expected Vector<Single, 8>, a score for each label");
        Assert.ThrowsExactly<InvalidOperationException>(
            () => s_ml.MultilabelClassification.Evaluate(s_ml.Data.LoadFromEnumerable(Array.Empty<Scored>())));

        static string Refusal(IDataView data, string label, string score) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => s_ml.MultilabelClassification.Evaluate(data, label, score)).Message;
    }

    private static double ExampleF1(Scored row)
    {
        double both = row.Label.Zip(row.PredictedLabel, (a, p) => a && p).Count(x => x);
        double all = row.Label.Count(x => x) + row.PredictedLabel.Count(x => x);
        return all == 0 ? 1 : 2 * both / all;
    }

    /// <summary>By the definition: for each threshold, the gain in recall times the precision.</summary>
    private static double AveragePrecision(Scored[] rows, int label)
    {
        double sum = 0, recall = 0, all = rows.Count(row => row.Label[label]);
        foreach (float cut in rows.Select(row => row.Score[label]).Distinct().OrderDescending())
        {
            Scored[] taken = [.. rows.Where(row => row.Score[label] >= cut)];
            double right = taken.Count(row => row.Label[label]);
            sum += ((right / all) - recall) * right / taken.Length;
            recall = right / all;
        }

        return sum;
    }

    private static Scored[] Make(int count)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            bool[] label = [.. Enumerable.Range(0, 4).Select(k => random.NextDouble() < 0.2 + (0.15 * k))];
            float[] score = [.. label.Select(has => MathF.Round((3 * random.NextSingle()) - (has ? 1 : 2), 1))];
            return new Scored { Label = label, Score = score, PredictedLabel = [.. score.Select(s => s > 0)] };
        })];
    }

    private sealed class Scored
    {
        [VectorType(4)]
        public bool[] Label { get; set; } = [];

        [VectorType(4)]
        public float[] Score { get; set; } = [];

        [VectorType(4)]
        public bool[] PredictedLabel { get; set; } = [];
    }
}
