using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Graphs;

/// <summary>What frozen layers make of a row is computed once, and the fit is the one that computes it in each epoch.</summary>
[TestClass]
public sealed class FrozenPrefixTests
{
    private static GraphLayer Body => new GraphFile { Input = [Examples.Width] }.Weights("first", 3, 8).Weights("bias", 8)
        .Weights("second", 8, 8).Weights("third", 8, 4).Vector("s", 0, 2, 4).Vector("t", 0, 8)
        .Node("MatMul", ["x", "first"], ["a"]).Node("Add", ["a", "bias"], ["b"]).Node("Tanh", ["b"], ["c"])
        .Node("MatMul", ["c", "second"], ["d"]).Node("Add", ["d", "c"], ["e"])
        .Node("Reshape", ["e", "s"], ["f"]).Node("Reshape", ["f", "t"], ["g"]).Node("MatMul", ["g", "third"], ["y"]).Import();

    private static NeuralNetworkOptions Options => new()
    {
        Epochs = 3, BatchSize = 8, Seed = 1, ValidationFraction = 0.2, Optimizer = Optimizers.Sgd(0.1),
    };

    [TestMethod]
    [DataRow("0", DisplayName = "all of the body")]
    [DataRow("0.first,0.bias", DisplayName = "its first layer")]
    [DataRow("0.first,0.bias,0.second", DisplayName = "its first two layers, of which one is skipped over")]
    public void Gives_the_model_that_computing_it_in_each_epoch_gives(string frozen)
    {
        NeuralNetworkOptions options = Options with { FrozenLayers = [.. frozen.Split(',').Select(name => new FrozenLayer(name))] };
        var log = new ConcurrentBag<string>();
        NeuralNetworkModel once = Fit(options, log);
        NeuralNetworkModel anew = Fit(options with { EpochEnd = (_, _) => { } }, []); // A callback may thaw, so nothing is kept.
        Assert.Contains(line => line.Contains("computed once", StringComparison.Ordinal), log);
        AssertSame(once, anew);
    }

    [TestMethod]
    [DataRow("0", 1, 8)]
    [DataRow("0.first,0.bias", 1, 8)]
    [DataRow("0.second", 0, 0)]
    public void Is_as_long_as_frozen_weights_go(string frozen, int layers, int width)
    {
        FrozenLayer[] list = [.. frozen.Split(',').Select(name => new FrozenLayer(name))];
        PrefixPart? part = Of(Chain(Body, Dense(2)), list);
        Assert.AreEqual(layers, (part?.Head as ChainLayer)?.Layers.Length ?? 0);
        if (part is not null)
            Assert.AreEqual(frozen == "0" ? new Shape(4) : new Shape(width), part.Between);
    }

    [TestMethod]
    public void Layers_that_thaw_or_are_random_are_no_part_of_it()
    {
        Assert.IsNull(Of(Chain(Dense(3), Output()).WithOutputWidth(2), [new FrozenLayer("0", thawEpoch: 2)]));
        Assert.IsNull(Of(Chain(Dropout(0.1), Dense(3), Dense(2)), ["1"]));
        Assert.IsNull(Of(Chain(Flatten(), Dense(2)), []));
        Assert.IsNull(Of(Chain(Dense(3), Dense(2)), ["0"]), "Only what was pretrained.");
        Assert.HasCount(1, ((ChainLayer)Of(Chain(Body, Dropout(0.1), Dense(2)), ["0"])!.Head).Layers);
    }

    [TestMethod]
    public void It_reaches_into_chains_within_chains()
    {
        PrefixPart part = Of(Chain(Chain(Body, Dropout(0.1)), Dense(2)), ["0"])!;
        Assert.AreEqual(new Shape(4), part.Between);
        CollectionAssert.AreEqual(
            Chain(Chain(Body)).Parameters(part.Input).Select(weight => weight.Name).ToArray(),
            part.Head.Parameters(part.Input).Select(weight => weight.Name).ToArray());
    }

    [TestMethod]
    public void Why_it_is_computed_in_each_epoch_is_said()
    {
        var log = new ConcurrentBag<string>();
        Fit(Options with { FrozenLayers = ["0"], EpochEnd = (_, _) => { } }, log);
        Assert.Contains(line => line.Contains("in each epoch: a callback may thaw them", StringComparison.Ordinal), log);
    }

    [TestMethod]
    public void How_far_it_is_is_reported_up_to_the_last_row()
    {
        var reports = new List<FrozenReport>();
        Fit(Options with { FrozenLayers = ["0"], FrozenProgress = reports.Add }, []);
        Assert.AreEqual("frozen layers: 60 of 60 training rows", reports[^1].ToString());
        Fit(Options with { FrozenLayers = ["0"], FrozenProgress = _ => throw new TimeoutException(), EpochEnd = (_, _) => { } }, []);
        Assert.Throws<TimeoutException>(
            () => Fit(Options with { FrozenLayers = ["0"], FrozenProgress = _ => throw new TimeoutException() }, []));
    }

    [TestMethod]
    public void A_fit_that_is_cancelled_while_it_is_computed_ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Fit(Options with { FrozenLayers = ["0"], CancellationToken = cancellation.Token }, []));
    }

    [TestMethod]
    public void Streamed_rows_are_kept_as_the_frozen_layers_give_them()
    {
        const int Wide = 4_000, Rows = 300;
        var log = new ConcurrentBag<string>();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, message) => log.Add(message.Message);
        GraphLayer narrow = new GraphFile { Input = [Wide] }.Weights("w", Wide, 3).Node("MatMul", ["x", "w"], ["y"]).Import();
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => new WideRow
        {
            Features = [.. Enumerable.Range(0, Wide).Select(place => (float)(((place * 7) + (i * 13)) % 11) / Wide)], Label = i % 11 < 5,
        }));
        NeuralNetworkModel Fit(long? budget)
        {
            using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(Chain(narrow, Output()), Options with
            {
                FrozenLayers = ["0"], MemoryBudget = budget, TemperatureScaling = false, ValidationFraction = 0,
            }).Fit(rows);
            return fitted.Model;
        }

        NeuralNetworkModel streamed = Fit(4 * Wide * Rows / 2);
        Assert.Contains(line => line.Contains("computed once for 300 training rows", StringComparison.Ordinal), log);
        foreach ((NetworkWeight one, NetworkWeight other) in streamed.Weights.Zip(Fit(budget: null).Weights))
            Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(other.Values.ToArray(), one.Values.ToArray()), one.Name);
    }

    [TestMethod]
    public void What_a_budget_has_no_room_for_is_computed_in_each_epoch()
    {
        var log = new ConcurrentBag<string>();
        NeuralNetworkOptions options = Options with { FrozenLayers = ["0"], MemoryBudget = 1 << 20 };
        GraphLayer body = new GraphFile { Input = [Examples.Width] }.Weights("w", 3, 100_000).Node("MatMul", ["x", "w"], ["y"]).Import();
        Layer wide = Chain(body, Dense(2), Output());
        Fit(options with { Epochs = 1 }, log, wide);
        Assert.Contains(line => line.Contains("computed in each epoch", StringComparison.Ordinal), log);
    }

    [TestMethod]
    public void Changed_rows_are_computed_once_in_as_many_versions_as_are_asked_for()
    {
        var log = new ConcurrentBag<string>();
        FitImages(Changed with { AugmentedVariants = 3 }, log);
        Assert.Contains(line => line.Contains("changed training (3 of 3) rows", StringComparison.Ordinal), log);
        Assert.DoesNotContain(line => line.Contains("(4 of", StringComparison.Ordinal), log);
    }

    [TestMethod]
    public void Versions_of_rows_that_no_change_touches_give_the_model_of_rows_as_they_are()
    {
        NeuralNetworkOptions never = Changed with { Augmentation = [Augmentations.HorizontalFlip(probability: 0)] };
        NeuralNetworkModel versions = FitImages(never with { AugmentedVariants = 2 }, []);
        AssertSame(versions, FitImages(never with { Augmentation = [] }, []));
    }

    [TestMethod]
    public void An_epoch_trains_on_its_version()
    {
        NeuralNetworkOptions always = Changed with { Augmentation = [Augmentations.HorizontalFlip(probability: 1)] };
        NeuralNetworkModel versions = FitImages(always with { AugmentedVariants = 1, Epochs = 1 }, []);
        AssertSame(versions, FitImages(always with { Epochs = 1 }, []));
    }

    [TestMethod]
    public void Rows_that_a_bag_holds_out_are_not_changed()
    {
        NeuralNetworkOptions always = Changed with
        {
            Augmentation = [Augmentations.HorizontalFlip(probability: 1)], BaggedFolds = 3, ValidationFraction = 0, Epochs = 1,
        };
        double?[] Losses(int versions) => [.. FitImages(always with { AugmentedVariants = versions }, []).History.Epochs
            .Select(epoch => epoch.ValidationLoss)];

        double?[] versions = Losses(1), anew = Losses(0);
        Assert.IsNotEmpty(anew);
        foreach ((double? one, double? other) in anew.Zip(versions))
            Assert.AreEqual(one!.Value, other!.Value, 1e-6);
    }

    [TestMethod]
    public void Rows_are_changed_anew_where_nobody_asks_for_versions_or_targets_change_too()
    {
        var log = new ConcurrentBag<string>();
        FitImages(Changed, log);
        FitImages(Changed with { Augmentation = [Augmentations.Mixup()], AugmentedVariants = 2 }, log);
        Assert.Contains(line => line.Contains("AugmentedVariants computes them once", StringComparison.Ordinal), log);
        Assert.Contains(line => line.Contains("Mixup brings other rows together", StringComparison.Ordinal), log);
        Assert.DoesNotContain(line => line.Contains("computed once", StringComparison.Ordinal), log);
    }

    /// <summary>They were computed in each epoch wherever a prediction was the mean of views, validation rows or not.</summary>
    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.3)]
    public void Views_at_scoring_are_no_hindrance_and_what_is_learned_last_is_learned_of_them(double heldOut)
    {
        NeuralNetworkOptions options = Options with
        {
            FrozenLayers = ["0"], ScoringViews = new ScoringViews(), ValidationFraction = heldOut, Epochs = 30,
            DecisionThreshold = heldOut > 0 ? DecisionThreshold.Costs(1, 5) : null,
        };
        var log = new ConcurrentBag<string>();
        NeuralNetworkModel once = FitImages(options, log), anew = FitImages(options with { EpochEnd = (_, _) => { } }, []);
        Assert.Contains(line => line.Contains("computed once", StringComparison.Ordinal), log);
        foreach ((NetworkWeight one, NetworkWeight other) in once.Weights.Zip(anew.Weights))
            Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(other.Values.ToArray(), one.Values.ToArray()), one.Name);
        Assert.AreEqual(heldOut > 0, once.ScoreThreshold is not null);
        if (once.ScoreThreshold is float threshold)
        {
            Assert.AreEqual(anew.ScoreThreshold!.Value, threshold, 1e-5);
            Assert.AreNotEqual(FitImages(options with { ScoringViews = null }, []).ScoreThreshold!.Value, threshold, 1e-3f);
        }
    }

    private static PrefixPart? Of(Layer body, IReadOnlyList<FrozenLayer> frozen) => FrozenPrefix.Of(
        body, InputLayout.Alone(new InputColumn("Features", new Shape(Examples.Width), InputKind.Numbers)), frozen)?.Parts.Single();

    private static NeuralNetworkOptions Changed => Options with
    {
        FrozenLayers = ["0"], TemperatureScaling = false, Augmentation = [Augmentations.HorizontalFlip()],
    };

    /// <summary>A head on a frozen graph over images of three pixels beside each other.</summary>
    private static NeuralNetworkModel FitImages(NeuralNetworkOptions options, ConcurrentBag<string> log)
    {
        var ml = new MLContext(seed: 1);
        ml.Log += (_, message) => log.Add(message.Message);
        GraphLayer body = new GraphFile { Input = [1, 1, Examples.Width] }.Weights("w", 4, 1, 1, 2)
            .Node("Conv", ["x", "w"], ["y"]).Import();
        IDataView rows = ml.Data.LoadFromEnumerable(
            Examples.Make(60).Select(row => new Image { Features = row.Features, Label = row.Yes }).ToArray());
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(body, Flatten(), Output()), options).Fit(rows);
        return fitted.Model;
    }

    private static NeuralNetworkModel Fit(NeuralNetworkOptions options, ConcurrentBag<string> log, Layer? network = null)
    {
        var ml = new MLContext(seed: 1);
        ml.Log += (_, message) => log.Add(message.Message);
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(
            network ?? Chain(Body, Dense(5, Relu), Output()), options).Fit(Examples.Keyed(ml, Examples.Make(60)));
        return fitted.Model;
    }

    private static void AssertSame(NeuralNetworkModel once, NeuralNetworkModel anew)
    {
        CollectionAssert.AreEqual(anew.Weights.Select(weight => weight.ToString()).ToArray(),
            once.Weights.Select(weight => weight.ToString()).ToArray());
        foreach ((NetworkWeight one, NetworkWeight other) in once.Weights.Zip(anew.Weights))
            Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(other.Values.ToArray(), one.Values.ToArray()), one.Name);
        Assert.AreEqual(anew.History.Epochs[^1].ValidationLoss!.Value, once.History.Epochs[^1].ValidationLoss!.Value, 1e-5);
    }

    private sealed class WideRow
    {
        [VectorType(4_000)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Image
    {
        [VectorType(1, 1, Examples.Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
