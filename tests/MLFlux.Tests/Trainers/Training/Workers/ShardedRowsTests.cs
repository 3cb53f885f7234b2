using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Ranks of which each reads its own rows learn what one process learns of all rows.</summary>
[TestClass]
public sealed class ShardedRowsTests
{
    private static readonly NeuralNetworkOptions Options = new()
    {
        BatchSize = 16, Epochs = 3, Seed = 5, Optimizer = Optimizers.Sgd(0.1, momentum: 0.9), RowsAreSharded = true,
    };

    private static readonly Example[] Rows = Examples.Make(61);

    /// <summary>Parts of different sizes.</summary>
    private static readonly int[] Ends = [0, 17, 25, 61];

    public static IEnumerable<object[]> Cases =>
    [
        ["as it is", Options],
        ["validation and temperature", Options with { ValidationFraction = 0.25 }],
        ["balanced classes", Options with { ClassWeights = ClassWeights.Balanced, ValidationFraction = 0.25 }],
        ["all rows at once", Options with { BatchSize = 1000, CheckGradients = true }],
        ["folds", Options with { BaggedFolds = 2 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Each_task_is_learned_as_of_all_rows(string name, NeuralNetworkOptions options)
    {
        Layer network = Chain(Dense(5), BatchNorm(Activation.Tanh), Output());
        Same((some, with) => Fits.Multiclass(network, with, some), options);
        Same((some, with) => Fits.Binary(network, with, some), options);
        if (options.ClassWeights is null)
            Same((some, with) => Fits.Regression(network, with, some), options);

        void Same(Func<Example[], NeuralNetworkOptions, NeuralNetworkTransformer> fit, NeuralNetworkOptions with)
        {
            using NeuralNetworkTransformer alone = fit(Rows, with);
            NeuralNetworkTransformer[] together = ThreadRanks.Run(3, ranks => fit(Part(ranks), with with { Ranks = ranks }));
            foreach (NeuralNetworkTransformer one in together)
            {
                Weights.AssertClose(Weights.All(alone), Weights.All(one), 3e-5);
                Weights.AssertSame(together[0], one);
                Assert.AreEqual(alone.Model.History.TrainingRows, one.Model.History.TrainingRows, name);
                Assert.AreEqual(alone.Model.History.ValidationRows, one.Model.History.ValidationRows, name);
                foreach ((EpochReport expected, EpochReport actual) in alone.Model.History.Epochs.Zip(one.Model.History.Epochs))
                {
                    Assert.AreEqual(expected.TrainingLoss, actual.TrainingLoss, 1e-5, name);
                    Assert.AreEqual(expected.ValidationLoss ?? 0, actual.ValidationLoss ?? 0, 1e-5, name);
                    Assert.AreEqual(expected.ValidationAccuracy, actual.ValidationAccuracy, name);
                }

                Assert.AreEqual(alone.Model.Temperature ?? 0, one.Model.Temperature ?? 0, 1e-3, name);
            }
        }
    }

    [TestMethod]
    public void Rows_to_validate_on_are_each_ranks_own_too()
    {
        Example[] held = Examples.Make(22, seed: 2);
        NeuralNetworkTransformer Fit(Example[] rows, Example[] validation, Ranks ranks)
        {
            var ml = new MLContext(seed: 1);
            return ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, Options with { Ranks = ranks })
                .Fit(Examples.Keyed(ml, rows), Examples.Keyed(ml, validation));
        }

        using NeuralNetworkTransformer alone = Fit(Rows, held, Ranks.Alone);
        foreach (NeuralNetworkTransformer one in ThreadRanks.Run(
            3, ranks => Fit(Part(ranks), ranks.Index switch { 0 => held[..3], 1 => held[3..20], _ => held[20..] }, ranks)))
        {
            Assert.AreEqual(22, one.Model.History.ValidationRows);
            Assert.AreEqual(alone.Model.History.Epochs[^1].ValidationLoss!.Value, one.Model.History.Epochs[^1].ValidationLoss!.Value, 1e-5);
        }
    }

    [TestMethod]
    public void A_rank_that_has_no_row_to_train_on_is_named()
    {
        // The only row of rank 1 is held out in one of the two folds.
        string[] messages = ThreadRanks.Run(2, ranks => Assert.ThrowsExactly<RankException>(() => Fits.Multiclass(
            Examples.Hidden, Options with { Ranks = ranks, BaggedFolds = 2 }, Rows[(ranks.Index == 1 ? 60 : 0)..])).Message);

        StringAssert.Contains(messages[0], "Rank 1 has read 1 rows, none of which is left to train on");
        Assert.AreEqual(messages[0], messages[1]);
    }

    [TestMethod]
    public void Exact_sums_are_refused_with_rows_of_ones_own()
    {
        string message = Assert.ThrowsExactly<ArgumentException>(() => Fits.Multiclass(
            Examples.Hidden, Options with { ExactSums = true }, Rows)).Message;

        StringAssert.Contains(message, "ExactSums gives each rank an equal part");
    }

    private static Example[] Part(Ranks ranks) => Rows[Ends[ranks.Index]..Ends[ranks.Index + 1]];
}
