using Microsoft.ML.Data;
using MLFlux.Native;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Ranks that share out every batch learn together what one process learns alone.</summary>
[TestClass]
public sealed class RanksTests
{
    private const int Rows = 45;

    private static readonly NeuralNetworkOptions Options = new()
    {
        BatchSize = 8, Epochs = 1, Seed = 1, Optimizer = Optimizers.Sgd(learningRate: 0.1, momentum: 0.9),
    };

    public static IEnumerable<object[]> Cases =>
    [
        ["dense layers", Chain(Dense(5, Activation.Tanh), Dense(1)), Options],
        ["a graph", Chain(Dense(4), LayerNorm(), Dense(1)), Options],
        ["an odd batch", Dense(1), Options with { BatchSize = 11 }],
        ["a last batch that borrows a row", Dense(1), Options with { BatchSize = 4 }],
        ["fewer rows than ranks", Dense(1), Options with { BatchSize = 1 }],
        ["all rows at once", Dense(1), Options with { BatchSize = 1000, Epochs = 5 }],
        ["validation", Chain(Dense(5, Activation.Tanh), Dense(1)), Options with { ValidationFraction = 0.3, Epochs = 4 }],
        [
            "accumulation and clipping", Dense(1),
            Options with { AccumulatedBatches = 2, GradientClipping = GradientClipping.ByGlobalNorm(0.5) },
        ],
        ["Adam", Dense(1), Options with { Optimizer = Optimizers.Adam(0.01), Epochs = 3 }],
        ["batch normalisation", Chain(Dense(4), BatchNorm(), Dense(1)), Options with { Epochs = 3 }],
        ["batch normalisation of fewer rows than ranks", Chain(Dense(4), BatchNorm(), Dense(1)), Options with { BatchSize = 1 }],
        ["batch normalisation of a plane", Chain(Reshape(1, 3), Conv(2, 2), BatchNorm(Activation.Relu), Flatten(), Dense(1)), Options],
        [
            "convolutions and pools", Chain(Reshape(1, 3), Conv(2, 6, Activation.Relu, padding: 1), MaxPool(2), Flatten(), Dense(1)),
            Options,
        ],
        ["frozen batch normalisation", Chain(Dense(4), BatchNorm(), Dense(1)), Options with { FrozenLayers = ["1"] }],
        ["one batch", Dense(1), Options with { OneBatch = true, Epochs = 6 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Two_ranks_learn_what_one_process_learns(string name, Layer network, NeuralNetworkOptions options)
    {
        NeuralNetworkModel alone = Fit(network, options, Ranks.Alone);
        NeuralNetworkModel[] together = ThreadRanks.Run(2, ranks => Fit(network, options, ranks));

        float[] expected = Values(alone), first = Values(together[0]);
        CollectionAssert.AreEqual(first, Values(together[1]), name);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], first[i], 1e-5, name);
        foreach (NeuralNetworkModel model in together)
        {
            Assert.AreEqual(alone.History.BestEpoch, model.History.BestEpoch, name);
            foreach ((EpochReport one, EpochReport shared) in alone.History.Epochs.Zip(model.History.Epochs))
            {
                Assert.AreEqual(one.TrainingLoss, shared.TrainingLoss, 1e-5, name);
                Assert.AreEqual(one.TrainingAccuracy, shared.TrainingAccuracy, name);
                Assert.AreEqual(one.ValidationLoss ?? 0, shared.ValidationLoss ?? 0, 1e-5, name);
                Assert.AreEqual(one.ValidationAccuracy, shared.ValidationAccuracy, name);
            }
        }
    }

    [TestMethod]
    public void Three_ranks_learn_what_one_process_learns()
    {
        Layer network = Chain(Dense(5, Activation.Tanh), Dense(1));
        float[] expected = Values(Fit(network, Options, Ranks.Alone));

        foreach (NeuralNetworkModel model in ThreadRanks.Run(3, ranks => Fit(network, Options, ranks)))
        {
            float[] actual = Values(model);
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], actual[i], 1e-5);
        }
    }

    [TestMethod]
    public void What_is_random_in_the_layers_is_each_ranks_own_and_the_weights_are_the_same()
    {
        Layer network = Chain(Dense(8), Dropout(0.5), Dense(1));
        NeuralNetworkModel[] together = ThreadRanks.Run(2, ranks => Fit(network, Options, ranks));

        CollectionAssert.AreEqual(Values(together[0]), Values(together[1]));
        int[] seeds = ThreadRanks.Run(3, ranks => ranks.OwnSeed(7));
        Assert.AreEqual(7, seeds[0]);
        CollectionAssert.AllItemsAreUnique(seeds);
    }

    [TestMethod]
    public void Rank_0_decides_when_the_time_is_over()
    {
        TrainingHistory[] histories = [.. ThreadRanks.Run(2, ranks =>
        {
            // A second a batch passes on rank 0, and no time on rank 1.
            var clock = new HandClock();
            NeuralNetworkOptions timed = Options with
            {
                Epochs = 50, TimeLimit = TimeSpan.FromSeconds(8), BatchEnd = (_, _) => clock.Advance(TimeSpan.FromSeconds(1 - ranks.Index)),
            };
            return Fit(Dense(1), timed, ranks, clock);
        }).Select(model => model.History)];

        Assert.AreEqual(TrainingEnd.TimeLimit, histories[0].Ended);
        Assert.AreEqual(TrainingEnd.TimeLimit, histories[1].Ended);
        Assert.AreEqual(histories[0].Epochs.Count, histories[1].Epochs.Count);
    }

    [TestMethod]
    public void A_batch_normalisation_of_three_ranks_has_the_statistics_of_the_whole_batch()
    {
        Layer network = Chain(Dense(4), BatchNorm(), Dense(3), BatchNorm(Activation.Tanh), Dense(1));
        NeuralNetworkOptions options = Options with { Epochs = 2, BatchSize = 7 };
        float[] expected = Values(Fit(network, options, Ranks.Alone));

        foreach (NeuralNetworkModel model in ThreadRanks.Run(3, ranks => Fit(network, options, ranks)))
            Weights.AssertClose(expected, Values(model), 2e-5);
    }

    [TestMethod]
    public void A_loss_that_needs_all_rows_of_a_batch_together_is_not_shared_out()
    {
        var fault = Assert.ThrowsExactly<AggregateException>(() => ThreadRanks.Run(2, ranks => Fits.Binary(
            Chain(Dense(4), Dense(1)), Options with { Loss = Losses.Tversky(), Ranks = ranks }, Examples.Make(30))));

        Assert.IsInstanceOfType<NotSupportedException>(fault.InnerException);
        StringAssert.Contains(fault.InnerException.Message, "2 ranks share batches out");
        StringAssert.Contains(fault.InnerException.Message, "Train in one process");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    public void The_parts_of_all_ranks_are_all_rows_once(int rows)
    {
        foreach (int count in new[] { 1, 2, 3, 5 })
        {
            Range[] parts = ThreadRanks.Run(count, ranks => ranks.Part(rows));
            int[] all = [.. Enumerable.Range(0, rows)];
            CollectionAssert.AreEqual(all, parts.SelectMany(part => all[part]).ToArray());
            Assert.IsTrue(parts.All(part => part.GetOffsetAndLength(rows).Length <= (rows + count - 1) / count));
        }
    }

    private static NeuralNetworkModel Fit(Layer network, NeuralNetworkOptions options, Ranks ranks, TimeProvider? clock = null)
    {
        // Each rank reads rows of its own.
        var features = new FeatureStore(Examples.Width);
        var targets = new BinaryTargets();
        var weights = new List<float>();
        foreach (Example row in Examples.Make(Rows))
        {
            features.Add(new VBuffer<float>(Examples.Width, row.Features));
            targets.Add(row.Yes);
            weights.Add(row.Yes ? 2 : 0.5f);
        }

        Libtorch.Load();
        var job = new TrainingJob(
            PredictionTask.BinaryClassification, network,
            InputLayout.Alone(new InputColumn("Features", new Shape(Examples.Width), InputKind.Numbers)),
            Losses.BinaryCrossEntropy(), options,
            new TrainingContext(_ => { }, _ => { }, () => { }) { Clock = clock ?? TimeProvider.System }.For(ranks),
            TorchSharp.torch.CPU, Classes: null);
        var data = new TrainingData(
            new RowsInMemory(new FeatureStores(features), targets, weights), IsStreamed: false, Examples.Width * sizeof(float),
            () => throw new NotSupportedException(), () => throw new NotSupportedException());
        return job.Run(data, validationSet: null, seed: 1, FitStart.Fresh);
    }

    private static float[] Values(NeuralNetworkModel model) => [.. model.Weights.SelectMany(weight => weight.Values.ToArray())];
}
