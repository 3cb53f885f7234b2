using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

/// <summary>Rankings are compared with baselines that rank, on groups that no split cuts.</summary>
[TestClass]
public sealed class RankingExperimentTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly EstimatorChain<NeuralNetworkTransformer> s_pipeline =
        new EstimatorChain<ITransformer>().Append(s_ml.Ranking.Trainers.NeuralNetwork(
            Chain(Dense(24, Tanh), Output()), new NeuralNetworkOptions
            {
                RowGroupColumnName = "GroupId", Epochs = 40, BatchSize = 128, Optimizer = Optimizers.Adam(0.01), Seed = 3,
            }));

    private static readonly ExperimentOptions s_options = new() { Split = Splits.ByGroup(nameof(RankingRow.Query), 0.3) };

    [TestMethod]
    public void Baselines_of_a_ranking_rank()
    {
        IDataView data = RankingRow.View(s_ml, RankingRow.Make(300));

        using ExperimentResult result = s_ml.Experiment(s_pipeline, s_options).Run(data);

        CollectionAssert.AreEqual(
            new[] { "order in which the rows come", "one layer by LambdaRank", "LightGbm" },
            result.Baselines.Select(one => one.Name).ToArray());
        Assert.AreEqual("", string.Join(' ', result.Baselines.Select(one => one.LeftOut)).Trim());
        Assert.AreEqual("NDCG@10", result.Metrics[0].Name);
        IDataView test = result.Rows.TestSet, scored = result.Model.Transform(test);
        double expected = s_ml.Ranking.Evaluate(
            scored, new RankingEvaluatorOptions { DcgTruncationLevel = 10 }, rowGroupColumnName: "GroupId")
            .NormalizedDiscountedCumulativeGains[9];
        Assert.AreEqual(expected, result.Metrics[0].Value, 1e-3);
        Assert.IsGreaterThan(result.Baselines[0].Metrics[0].Value + 0.05, result.Metrics[0].Value);
        Assert.IsGreaterThan(result.Baselines[0].Metrics[0].Value + 0.05, result.Baselines[2].Metrics[0].Value);
        string[] trained = [.. result.Rows.TrainSet.GetColumn<string>(nameof(RankingRow.Query))];
        Assert.IsEmpty(trained.Intersect(test.GetColumn<string>(nameof(RankingRow.Query))), "A group is on both sides.");
    }

    [TestMethod]
    public void The_error_of_a_difference_is_that_of_groups_not_of_their_rows()
    {
        RankingRow[] rows = RankingRow.Make(120);
        using ExperimentResult once = Run(rows);
        using ExperimentResult doubled = Run([.. rows.SelectMany(row => new[] { row, row })]);

        double error = once.Baselines[0].NetworkLead!.StandardError;
        Assert.IsGreaterThan(0.6 * error, doubled.Baselines[0].NetworkLead!.StandardError, "Copies of rows are no further groups.");

        static ExperimentResult Run(RankingRow[] some) => s_ml.Experiment(
            s_pipeline, s_options with { Baselines = [Baselines.Constant] }).Run(RankingRow.View(s_ml, some));
    }

    [TestMethod]
    public void A_key_that_was_made_of_the_training_rows_alone_is_told_from_rows_without_labels()
    {
        var pipeline = s_ml.Transforms.Conversion.MapValueToKey("GroupId", nameof(RankingRow.Query)).Append(s_pipeline);

        string message = Assert.ThrowsExactly<ArgumentException>(
            () => s_ml.Experiment(pipeline, s_options).Run(s_ml.Data.LoadFromEnumerable(RankingRow.Make(30)))).Message;

        StringAssert.Contains(message, "No row has a group in 'GroupId'. A key that MapValueToKey made of other rows knows none of these");
    }

    [TestMethod]
    public void Folds_hold_whole_groups_out()
    {
        RepeatedResult result = s_ml.Experiment(s_pipeline, s_options with { Baselines = [Baselines.Constant] })
            .CrossValidate(RankingRow.View(s_ml, RankingRow.Make(120)), 3);

        Assert.AreEqual("NDCG@10", result.Network.Metrics[0].Name);
        Assert.IsGreaterThan(0.7, result.Network.Metrics[0].Mean);
    }
}
