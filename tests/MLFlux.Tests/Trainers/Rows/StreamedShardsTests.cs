using Microsoft.ML.Data;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Ranks of which each streams rows of its own, within a memory budget.</summary>
[TestClass]
public sealed class StreamedShardsTests
{
    private const int Rows = 150_000;

    /// <summary>Parts of different sizes.</summary>
    private static readonly int[] s_ends = [0, 60_000, 75_000, Rows];

    private static readonly Example[] s_rows = Examples.Make(Rows);

    /// <summary>The few rows of one rank are no more than its budget allows; it streams because the others do.</summary>
    private static readonly NeuralNetworkOptions s_options = new()
    {
        BatchSize = 500, Epochs = 2, Seed = 5, Optimizer = Optimizers.Sgd(0.1, momentum: 0.9), RowsAreSharded = true,
        MemoryBudget = 2 << 20,
    };

    public static IEnumerable<object[]> Cases =>
    [
        ["as it is", s_options],
        ["held out", s_options with { ValidationFraction = 0.1 }],
        ["weighed classes", s_options with { ClassWeights = ClassWeights.Balanced, ValidationFraction = 0.02 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void All_ranks_learn_the_same_of_all_rows(string name, NeuralNetworkOptions options)
    {
        Layer network = Chain(Dense(5), BatchNorm(Activation.Tanh), Output());
        NeuralNetworkTransformer[] together = ThreadRanks.Run(
            3, ranks => Fits.Multiclass(network, options with { Ranks = ranks }, Part(ranks)));

        foreach (NeuralNetworkTransformer one in together)
        {
            TrainingHistory history = one.Model.History;
            Weights.AssertSame(together[0], one);
            Assert.AreEqual(Rows, history.TrainingRows + history.ValidationRows, name);
            Assert.IsLessThan(0.1, history.Epochs[^1].TrainingLoss, name);
            Assert.AreEqual(options.ValidationFraction > 0, history.Epochs[^1].ValidationAccuracy > 0.99, name);
        }
    }

    [TestMethod]
    public void Of_the_whole_rows_in_one_batch_the_gradients_are_those_of_one_process()
    {
        NeuralNetworkOptions options = s_options with { BatchSize = Rows, Epochs = 1, Optimizer = Optimizers.Sgd(0.5) };
        using NeuralNetworkTransformer alone = Fits.Regression(Chain(Output()), options with { MemoryBudget = null }, s_rows);

        foreach (NeuralNetworkTransformer one in ThreadRanks.Run(
            3, ranks => Fits.Regression(Chain(Output()), options with { Ranks = ranks }, Part(ranks))))
            Weights.AssertClose(Weights.All(alone), Weights.All(one), 1e-5);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(100)]
    public void Every_row_to_train_on_is_in_one_window_and_its_features_are_on_the_rank_that_read_it(int windowRows)
    {
        const int few = 13;
        int[] shards = [0, 7, 9, few];
        bool[] trains = [.. Enumerable.Range(0, few).Select(row => row % 4 != 1)];
        var orders = new List<int[]>();
        for (int rank = 0; rank < 3; rank++)
        {
            RowsInMemory all = Empty();
            foreach (int row in Enumerable.Range(0, few))
                ((ValueTargets)all.Targets).Add([row]);
            all.Shards = shards;
            int first = shards[rank], end = shards[rank + 1];
            var source = new StreamedShards(() => new Counting(first, end), Empty, all, rank, trains, meanWeight: 1, windowRows, seed: 3);
            var epoch = new List<int>();
            float[] value = [0];
            foreach (RowWindow window in source.Epoch(1))
            {
                epoch.AddRange(window.Order);
                Assert.IsTrue(window.Order.Length == windowRows || epoch.Count == source.Rows, "A window of another size.");
                foreach (int row in window.Set.Here(window.Order).ToArray())
                {
                    window.Set.Features.Gather([row], value);
                    Assert.AreEqual(row, value[0], "The features of another row.");
                    Assert.IsTrue(row >= first && row < end, "A row of another rank.");
                }
            }

            Assert.AreEqual(trains.Count(one => one), source.Rows);
            orders.Add([.. epoch]);
        }

        CollectionAssert.AreEqual(Enumerable.Range(0, few).Where(row => trains[row]).ToArray(), orders[0].Order().ToArray());
        CollectionAssert.AreEqual(orders[0], orders[1]);
        CollectionAssert.AreEqual(orders[0], orders[2]);
    }

    private static Example[] Part(Ranks ranks) => s_rows[s_ends[ranks.Index]..s_ends[ranks.Index + 1]];

    private static RowsInMemory Empty() => new(new FeatureStores(new FeatureStore(1)), new ValueTargets(1), null);

    /// <summary>A rank's rows, each the number that it has among all.</summary>
    private sealed class Counting(int first, int end) : ITrainingRowCursor
    {
        private int _next;

        public int Fill(RowsInMemory set, int most, Func<int, bool> takes)
        {
            int added = 0;
            for (; added < most && first + _next < end; _next++)
            {
                if (!takes(_next))
                    continue;
                set.Features[0].Add(new VBuffer<float>(1, [first + _next]));
                ((ValueTargets)set.Targets).Add([first + _next]);
                added++;
            }

            return added;
        }

        public void Dispose()
        {
        }
    }
}
