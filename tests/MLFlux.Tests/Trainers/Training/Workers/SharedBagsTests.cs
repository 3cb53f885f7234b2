using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Ranks share the networks of folds out, and each of them is given the ensemble of one process.</summary>
[TestClass]
public sealed class SharedBagsTests
{
    private static readonly NeuralNetworkOptions Options = new()
    {
        BatchSize = 16, Epochs = 3, Seed = 5, Optimizer = Optimizers.Adam(0.02), BaggedFolds = 5,
    };

    public static IEnumerable<object[]> Cases =>
    [
        ["as it is", Options],
        ["dropout and batch norm", Options with { AccumulatedBatches = 2 }],
        ["streamed", Options with { MemoryBudget = 1 << 20 }],
        ["candidates", Options with { BaggedCandidates = [new BaggedCandidate(Chain(Dense(9, Relu), Output()))] }],
        ["fewer folds than ranks", Options with { BaggedFolds = 2, ExactSums = true }],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_ensemble_is_that_of_one_process(string name, NeuralNetworkOptions options)
    {
        Example[] rows = Examples.Make(60);
        Layer network = Chain(Dense(6), BatchNorm(Tanh), Dropout(0.2), Output());
        foreach (Func<Ranks, NeuralNetworkTransformer> fit in (Func<Ranks, NeuralNetworkTransformer>[])
            [ranks => Fits.Multiclass(network, options with { Ranks = ranks }, rows),
                ranks => Fits.Regression(network, options with { Ranks = ranks }, rows)])
        {
            using NeuralNetworkTransformer alone = fit(Ranks.Alone);
            foreach (NeuralNetworkTransformer one in ThreadRanks.Run(4, fit))
            {
                Assert.AreEqual(name, Same(alone, one) ? name : $"{name}: other weights");
                Assert.AreEqual(alone.FeatureColumnName, one.FeatureColumnName);
                Assert.AreEqual(Losses(alone), Losses(one));
            }
        }
    }

    [TestMethod]
    public void A_callback_that_stops_the_training_leaves_what_one_process_leaves()
    {
        NeuralNetworkOptions options = Options with { EpochEnd = (_, control) => control.Stop() };
        using NeuralNetworkTransformer alone = Fits.Regression(Examples.Hidden, options, Examples.Make(60));

        foreach (NeuralNetworkTransformer one in ThreadRanks.Run(
            3, ranks => Fits.Regression(Examples.Hidden, options with { Ranks = ranks }, Examples.Make(60))))
        {
            Assert.IsTrue(Same(alone, one));
            Assert.HasCount(1, one.Model.History.Epochs);
        }
    }

    [TestMethod]
    public void A_candidate_whose_loss_is_not_finite_on_one_rank_is_left_out_on_all()
    {
        NeuralNetworkOptions options = Options with
        {
            BaggedCandidates = [new BaggedCandidate(Examples.Hidden) { LearningRate = 1e30, Epochs = 2 }], Optimizer = Optimizers.Sgd(0.01),
        };
        using NeuralNetworkTransformer alone = Fits.Regression(Examples.Hidden, options, Examples.Make(60));

        foreach (NeuralNetworkTransformer one in ThreadRanks.Run(
            2, ranks => Fits.Regression(Examples.Hidden, options with { Ranks = ranks }, Examples.Make(60))))
            Assert.IsTrue(Same(alone, one));
    }

    [TestMethod]
    public void Rank_0_alone_tells_how_it_goes_on()
    {
        int[] told = new int[2];
        foreach (NeuralNetworkTransformer one in ThreadRanks.Run(2, ranks => Fits.Regression(
            Examples.Hidden, Options with { Ranks = ranks, Progress = _ => told[ranks.Index]++ }, Examples.Make(60))))
            one.Dispose();

        Assert.AreEqual("9 0", string.Join(' ', told), "Rank 0 trains three of the five networks.");
    }

    private static string Losses(NeuralNetworkTransformer fitted) => string.Join(' ', fitted.Model.History.Epochs
        .Select(epoch => $"{epoch.Epoch} {epoch.TrainingLoss:R} {epoch.ValidationLoss:R}"));

    private static bool Same(NeuralNetworkTransformer expected, NeuralNetworkTransformer actual) =>
        Weights.All(expected).SequenceEqual(Weights.All(actual));
}
