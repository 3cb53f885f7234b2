using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Graphs;

/// <summary>
/// Frozen bodies of networks over several columns are computed once, and the fit is the one that computes them in each epoch.
/// </summary>
[TestClass]
public sealed class FrozenColumnsTests
{
    private static readonly Listing[] s_rows = Listings.Make(90);

    private static GraphLayer Table => new GraphFile { Input = [4] }.Weights("w", 4, 6).Weights("bias", 6)
        .Node("MatMul", ["x", "w"], ["a"]).Node("Add", ["a", "bias"], ["b"]).Node("Tanh", ["b"], ["y"]).Import();

    private static GraphLayer Photo => new GraphFile { Input = [1, Listing.Side, Listing.Side] }.Weights("kernel", 2, 1, 2, 2)
        .Node("Conv", ["x", "kernel"], ["y"]).Import();

    /// <summary>Networks with the beginnings of the names that are frozen.</summary>
    private static IEnumerable<object[]> Cases =>
    [
        .. new (string Name, Layer Network, string[] Frozen)[]
        {
            ("a branch beside others", Chain(Inputs(("Tags", Dense(3)), ("Table", Chain(Table, Dense(2, Relu))), ("Photo", Flatten()),
                ("Text", Chain(Embedding(Listing.Levels + 1, 3), Flatten()))), Dense(4, Relu), Output()), ["0.Table.0"]),
            ("a body that is a branch by itself", Chain(Inputs(("Area", Dense(1)), ("Table", Table)), Output()), ["0.Table"]),
            ("two bodies", Chain(Inputs(("Table", Table), ("Tags", Dense(2)), ("Photo", Chain(Photo, Flatten()))), Output()),
                ["0.Table", "0.Photo"]),
            ("a part of a branch",
                Chain(Inputs(("Area", Flatten()), ("Photo", Chain(Photo, GlobalMeanPool(), Flatten(), Dense(2)))), Output()),
                ["0.Photo.0"]),
            ("a chain in a named chain",
                Chain(
                    ("columns", Chain(Inputs(("Area", Flatten()), ("Table", Chain(("net", Table), ("own", Dense(2))))), Dense(3))),
                    ("head", Output())),
                ["columns.0.Table.net"]),
            ("another thing than graphs beside", Chain(Inputs(("Tags", Dense(3)), ("Table", Table)), Output()), ["0.Tags", "0.Table"]),
        }.Select(one => new object[] { one.Name, one.Network, one.Frozen }),
    ];

    private static NeuralNetworkOptions Options => Listings.Options with { ValidationFraction = 0.2, TemperatureScaling = false };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Gives_the_model_that_computing_them_in_each_epoch_gives(string name, Layer network, string[] frozen)
    {
        NeuralNetworkOptions options = Options with { FrozenLayers = [.. frozen.Select(one => new FrozenLayer(one))] };
        var log = new ConcurrentBag<string>();
        using NeuralNetworkTransformer once = Fit(network, options, log);
        using NeuralNetworkTransformer anew = Fit(network, options with { EpochEnd = (_, _) => { } }, []);
        Assert.Contains(line => line.Contains("computed once for 90 training rows", StringComparison.Ordinal), log, name);
        AssertClose(anew, once);
        Weights.AssertClose(Listings.Scores(anew, s_rows), Listings.Scores(once, s_rows), 1e-4);
    }

    [TestMethod]
    public void Changes_of_another_column_take_place_in_each_epoch()
    {
        Layer network = Chain(Inputs(("Table", Table), ("Photo", Flatten())), Output());
        NeuralNetworkOptions options = Options with { FrozenLayers = ["0.Table"], Augmentation = [Augmentations.HorizontalFlip(1)] };
        var log = new ConcurrentBag<string>();
        using NeuralNetworkTransformer once = Fit(network, options, log);
        using NeuralNetworkTransformer anew = Fit(network, options with { EpochEnd = (_, _) => { } }, []);
        using NeuralNetworkTransformer unchanged = Fit(network, options with { Augmentation = [] }, []);
        Assert.Contains(line => line.Contains("computed once", StringComparison.Ordinal), log);
        AssertClose(anew, once);
        Assert.IsGreaterThan(1e-3, GraphScores.Largest(Weights.All(unchanged), Weights.All(once)));
    }

    [TestMethod]
    public void Versions_of_a_column_stand_beside_the_others_as_they_are()
    {
        Layer network = Chain(Inputs(("Tags", Dense(3)), ("Photo", Chain(Photo, Flatten()))), Output());
        NeuralNetworkOptions options = Options with
        {
            FrozenLayers = ["0.Photo"], Augmentation = [Augmentations.HorizontalFlip(1)], AugmentedVariants = 2,
        };
        var log = new ConcurrentBag<string>();
        using NeuralNetworkTransformer once = Fit(network, options, log);
        using NeuralNetworkTransformer anew = Fit(network, options with { AugmentedVariants = 0 }, []);
        Assert.Contains(line => line.Contains("changed training (2 of 2) rows", StringComparison.Ordinal), log);
        AssertClose(anew, once);
    }

    [TestMethod]
    public void Streamed_columns_are_kept_beside_what_frozen_layers_give()
    {
        GraphLayer narrow = new GraphFile { Input = [WideRow.Width] }.Weights("w", WideRow.Width, 3)
            .Node("MatMul", ["x", "w"], ["y"]).Import();
        Layer network = Chain(Inputs(("Wide", narrow), ("Bytes", Flatten()), ("Sparse", Dense(2))), Output());
        NeuralNetworkOptions options = Options with
        {
            FrozenLayers = ["0.Wide"], ValidationFraction = 0, Epochs = 2, LabelColumnName = "Label", BatchSize = 100,
        };
        IEnumerable<WideRow> rows = WideRow.Make(300);
        var log = new ConcurrentBag<string>();
        using NeuralNetworkTransformer streamed = Fit(network, options with { MemoryBudget = 4 * WideRow.Width * 300 / 2 }, log, rows);
        using NeuralNetworkTransformer inMemory = Fit(network, options, [], rows);
        Assert.Contains(line => line.Contains("computed once for 300", StringComparison.Ordinal), log);
        Assert.IsGreaterThan(1, log.Count(line => line.Contains("Cursor, Kind=Trace] Channel started", StringComparison.Ordinal)));
        AssertClose(inMemory, streamed);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Ranks_compute_a_part_of_the_rows_each(int count)
    {
        Layer network = Chain(Inputs(("Tags", Dense(3)), ("Table", Chain(Table, Dense(2, Relu)))), Output());
        NeuralNetworkOptions options = Options with { FrozenLayers = ["0.Table.0"], Optimizer = Optimizers.Sgd(0.01) };
        var log = new ConcurrentBag<string>();
        using NeuralNetworkTransformer alone = Fit(network, options, []);
        NeuralNetworkTransformer[] together = ThreadRanks.Run(
            count, ranks => Fit(network, options with { Ranks = ranks }, ranks.Index == 0 ? log : []));
        Assert.Contains(line => line.Contains("computed once for 90 training rows", StringComparison.Ordinal), log);
        foreach (NeuralNetworkTransformer one in together)
        {
            AssertClose(alone, one);
            Weights.AssertSame(together[0], one);
            one.Dispose();
        }
    }

    [TestMethod]
    public void Ranks_that_read_their_own_rows_compute_those()
    {
        Layer network = Chain(Inputs(("Tags", Dense(3)), ("Table", Table)), Output());
        NeuralNetworkOptions options = Options with
        {
            FrozenLayers = ["0.Table"], Optimizer = Optimizers.Sgd(0.01), RowsAreSharded = true,
        };
        int[] ends = [0, 11, 52, 90];
        var log = new ConcurrentBag<string>();
        using NeuralNetworkTransformer alone = Fit(network, options, []);
        NeuralNetworkTransformer[] together = ThreadRanks.Run(3, ranks => Fit(
            network, options with { Ranks = ranks }, ranks.Index == 0 ? log : [], s_rows[ends[ranks.Index]..ends[ranks.Index + 1]]));
        Assert.Contains(line => line.Contains("computed once for 90 training rows", StringComparison.Ordinal), log);
        foreach (NeuralNetworkTransformer one in together)
        {
            AssertClose(alone, one);
            Weights.AssertSame(together[0], one);
            one.Dispose();
        }
    }

    private static NeuralNetworkTransformer Fit(
        Layer network, NeuralNetworkOptions options, ConcurrentBag<string> log, IEnumerable<Listing>? rows = null) =>
        Fit<Listing>(network, options, log, rows ?? s_rows);

    private static NeuralNetworkTransformer Fit<TRow>(
        Layer network, NeuralNetworkOptions options, ConcurrentBag<string> log, IEnumerable<TRow> rows)
        where TRow : class
    {
        var ml = new MLContext(seed: 1);
        ml.Log += (_, message) => log.Add(message.Message);
        return ml.Regression.Trainers.NeuralNetwork(network, options).Fit(ml.Data.LoadFromEnumerable(rows));
    }

    private static void AssertClose(NeuralNetworkTransformer expected, NeuralNetworkTransformer actual)
    {
        CollectionAssert.AreEqual(
            expected.Model.Weights.Select(weight => weight.ToString()).ToArray(),
            actual.Model.Weights.Select(weight => weight.ToString()).ToArray());
        Weights.AssertClose(Weights.All(expected), Weights.All(actual), 2e-4);
        foreach ((EpochReport one, EpochReport other) in expected.Model.History.Epochs.Zip(actual.Model.History.Epochs))
            Assert.AreEqual(one.ValidationLoss ?? 0, other.ValidationLoss ?? 0, 1e-4);
    }

    private sealed class WideRow
    {
        public const int Width = 4_000;

        [VectorType(Width), ColumnName("Wide")]
        public float[] Numbers { get; set; } = [];

        [VectorType(5)]
        public byte[] Bytes { get; set; } = [];

        [VectorType(40)]
        public VBuffer<float> Sparse { get; set; }

        public float Label { get; set; }

        public static WideRow[] Make(int rows) => [.. Enumerable.Range(0, rows).Select(i => new WideRow
        {
            Numbers = [.. Enumerable.Range(0, Width).Select(place => (float)(((place * 7) + (i * 13)) % 11) / Width)],
            Bytes = [(byte)i, 1, 2, 3, 4],
            Sparse = new VBuffer<float>(40, 1, [i % 3], [i % 40]),
            Label = i % 11,
        })];
    }
}
