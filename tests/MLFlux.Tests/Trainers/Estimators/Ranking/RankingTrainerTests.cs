using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Rows of groups are ordered, as ML.NET's evaluator of rankings measures.</summary>
[TestClass]
public sealed class RankingTrainerTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = RankingRow.View(s_ml, RankingRow.Make(300));
    private static readonly IDataView s_test = RankingRow.View(s_ml, RankingRow.Make(150, seed: 2));

    private static readonly NeuralNetworkOptions s_options = new()
    {
        RowGroupColumnName = "GroupId", Epochs = 60, BatchSize = 128, Optimizer = Optimizers.Adam(0.01), Seed = 3,
    };

    public static IEnumerable<object[]> Losses => [[MLFlux.Losses.LambdaRank()], [MLFlux.Losses.ListwiseSoftmax()]];

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void An_order_is_learned(Loss loss)
    {
        using NeuralNetworkTransformer fitted = Fit(s_options with { Loss = loss });

        Assert.AreEqual(PredictionTask.Ranking, fitted.Model.Task);
        Assert.IsGreaterThan(0.93, Ndcg(fitted.Transform(s_test)));
    }

    [TestMethod]
    public void The_figures_of_MLNET_and_ours_agree()
    {
        using NeuralNetworkTransformer fitted = Fit(s_options with { Epochs = 3 });
        IDataView scored = fitted.Transform(s_test);

        IReadOnlyList<Metric> metrics = s_ml.Metrics(scored, PredictionTask.Ranking);

        Assert.AreEqual("NDCG@10", metrics[0].Name);
        Assert.AreEqual(Ndcg(scored), metrics[0].Value, 1e-3);
        Assert.AreEqual(
            metrics[0].Value, TaskFigures.Of(PredictionTask.Ranking).Gains(scored, "Label").Where(double.IsFinite).Average(), 1e-12);
    }

    [TestMethod]
    public void A_label_that_is_a_key_is_learned_as_the_number()
    {
        IDataView keyed = s_ml.Transforms.Conversion.MapValueToKey(
            "Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(s_data).Transform(s_data);

        using NeuralNetworkTransformer number = Fit(s_options with { Epochs = 2 });
        using NeuralNetworkTransformer key = Fit(s_options with { Epochs = 2 }, keyed);

        CollectionAssert.AreEqual(number.Model.Weights[0].Values.ToArray(), key.Model.Weights[0].Values.ToArray());
    }

    [TestMethod]
    public void The_loss_of_an_epoch_of_one_batch_is_that_of_all_groups()
    {
        NeuralNetworkOptions options = Fits.FullBatch(1) with { RowGroupColumnName = "GroupId", Loss = MLFlux.Losses.ListwiseSoftmax() };
        NeuralNetworkModel model = s_ml.Ranking.Trainers.NeuralNetwork(Output(), options with { Epochs = 2 }).Fit(s_data).Model;
        using NeuralNetworkTransformer once = s_ml.Ranking.Trainers.NeuralNetwork(Output(), options).Fit(s_data);
        IDataView scored = once.Transform(s_data);
        double[] gains = [0, 3, 7, 15, 31];

        double expected = scored.GetColumn<uint>("GroupId").Zip(scored.GetColumn<float>("Label"), scored.GetColumn<float>("Score"))
            .GroupBy(row => row.First).Average(rows =>
            {
                double worth = rows.Sum(row => gains[(int)row.Second]), norm = Math.Log(rows.Sum(row => Math.Exp(row.Third)));
                return worth == 0 ? 0 : rows.Sum(row => gains[(int)row.Second] / worth * (norm - row.Third));
            });

        Assert.AreEqual(expected, model.History.Epochs[1].TrainingLoss, 1e-4);
    }

    [TestMethod]
    public void Validation_rows_are_whole_groups()
    {
        using NeuralNetworkTransformer fitted = Fit(s_options with { Epochs = 2, ValidationFraction = 0.3 });
        int[] sizes = [.. s_data.GetColumn<uint>("GroupId").GroupBy(group => group).Select(group => group.Count())];

        long rows = fitted.Model.History.ValidationRows;

        Assert.AreEqual(sizes.Sum(), rows + fitted.Model.History.TrainingRows);
        Assert.AreEqual(0.3, (double)rows / sizes.Sum(), 0.06);
        Assert.IsNotNull(fitted.Model.History.Epochs[0].ValidationLoss);
    }

    [TestMethod]
    public void Folds_of_bagging_are_whole_groups()
    {
        using NeuralNetworkTransformer fitted = Fit(s_options with { Epochs = 40, BaggedFolds = 3 });
        long rows = s_data.GetRowCount() ?? s_data.GetColumn<float>("Label").Count();

        Assert.AreEqual(rows, fitted.Model.History.ValidationRows);
        Assert.IsGreaterThan(0.9, Ndcg(fitted.Transform(s_test)));
    }

    [TestMethod]
    public void Two_folds_at_the_most_are_made_of_two_groups()
    {
        IDataView two = RankingRow.View(s_ml, RankingRow.Make(40).Where(row => row.Query is "q1" or "q2"));

        using NeuralNetworkTransformer fitted = Fit(s_options with { Epochs = 2, BaggedFolds = 5 }, two);

        Assert.HasCount(4, fitted.Model.History.Epochs); // Two networks of two epochs.
    }

    [TestMethod]
    public void Other_labels_are_learned_with_their_gains()
    {
        RankingRow[] rows = RankingRow.Make(200);
        foreach (RankingRow row in rows)
            row.Label = row.Label * 2;
        IDataView data = RankingRow.View(s_ml, rows);
        NeuralNetworkOptions options = s_options with { LabelGains = [0, 0, 1, 0, 3, 0, 7, 0, 15] };

        using NeuralNetworkTransformer fitted = Fit(options, data);
        double ndcg = s_ml.Ranking.Evaluate(
            fitted.Transform(data),
            new RankingEvaluatorOptions { LabelGains = string.Join(',', options.LabelGains!), DcgTruncationLevel = 10 },
            rowGroupColumnName: "GroupId").NormalizedDiscountedCumulativeGains[9];

        Assert.IsGreaterThan(0.93, ndcg);
    }

    [TestMethod]
    public void Groups_of_equal_weights_train_as_groups_without_any()
    {
        using NeuralNetworkTransformer plain = Fit(s_options with { Epochs = 3 });
        using NeuralNetworkTransformer weighted = Fit(s_options with { Epochs = 3, ExampleWeightColumnName = nameof(RankingRow.Weight) });

        float[] expected = plain.Model.Weights[0].Values.ToArray(), actual = weighted.Model.Weights[0].Values.ToArray();
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-4f);
    }

    [TestMethod]
    public void A_saved_model_gives_the_same_scores()
    {
        using NeuralNetworkTransformer fitted = Fit(s_options with { Epochs = 2 });
        using var stream = new MemoryStream();
        s_ml.Model.Save(fitted, s_data.Schema, stream);

        ITransformer loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);

        CollectionAssert.AreEqual(
            fitted.Transform(s_test).GetColumn<float>("Score").ToArray(), loaded.Transform(s_test).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void Cross_validation_keeps_groups_whole()
    {
        var folds = s_ml.Ranking.CrossValidate(
            s_data, s_ml.Ranking.Trainers.NeuralNetwork(Chain(Dense(16, Tanh), Output()), s_options with { Epochs = 20 }), numberOfFolds: 3,
            rowGroupColumnName: "GroupId");

        Assert.HasCount(3, folds);
        foreach (var fold in folds)
            Assert.IsGreaterThan(0.8, fold.Metrics.NormalizedDiscountedCumulativeGains[2]);
    }

    private static NeuralNetworkTransformer Fit(NeuralNetworkOptions options, IDataView? data = null) =>
        s_ml.Ranking.Trainers.NeuralNetwork(Chain(Dense(24, Tanh), Dense(12, Tanh), Output()), options).Fit(data ?? s_data);

    private static double Ndcg(IDataView scored) => s_ml.Ranking.Evaluate(
        scored, new RankingEvaluatorOptions { DcgTruncationLevel = 10 }, rowGroupColumnName: "GroupId")
        .NormalizedDiscountedCumulativeGains[9];
}
