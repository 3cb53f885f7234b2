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
        var log = new List<string>();
        NeuralNetworkModel once = Fit(options, log);
        NeuralNetworkModel anew = Fit(options with { EpochEnd = (_, _) => { } }, []); // A callback may thaw, so nothing is kept.
        Assert.Contains(line => line.Contains("computed once", StringComparison.Ordinal), log);
        AssertSame(once, anew);
    }

    [TestMethod]
    [DataRow("0", null, 1, 8)]
    [DataRow("0.first,0.bias", null, 1, 8)]
    [DataRow("0.second", null, 0, 0)]
    public void Is_as_long_as_frozen_weights_go(string frozen, string? thawed, int layers, int width)
    {
        FrozenLayer[] list = [.. frozen.Split(',').Select(name => new FrozenLayer(name))];
        var prefix = FrozenPrefix.Of(Chain(Body, Dense(2)), new Shape(Examples.Width), list);
        Assert.IsNull(thawed);
        Assert.AreEqual(layers, prefix?.Head.Layers.Length ?? 0);
        if (prefix is not null)
            Assert.AreEqual(frozen == "0" ? new Shape(4) : new Shape(width), prefix.Between);
    }

    [TestMethod]
    public void Layers_that_thaw_or_are_random_are_no_part_of_it()
    {
        var shape = new Shape(Examples.Width);
        Assert.IsNull(FrozenPrefix.Of(Chain(Dense(3), Output()).WithOutputWidth(2), shape, [new FrozenLayer("0", thawEpoch: 2)]));
        Assert.IsNull(FrozenPrefix.Of(Chain(Dropout(0.1), Dense(3), Dense(2)), shape, ["1"]));
        Assert.IsNull(FrozenPrefix.Of(Chain(Flatten(), Dense(2)), shape, []));
        Assert.IsNull(FrozenPrefix.Of(Chain(Dense(3), Dense(2)), shape, ["0"]), "Only what was pretrained.");
        Assert.AreEqual(1, FrozenPrefix.Of(Chain(Body, Dropout(0.1), Dense(2)), shape, ["0"])!.Head.Layers.Length);
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
    public void What_a_budget_has_no_room_for_is_computed_in_each_epoch()
    {
        var log = new List<string>();
        NeuralNetworkOptions options = Options with { FrozenLayers = ["0"], MemoryBudget = 1 << 20 };
        GraphLayer body = new GraphFile { Input = [Examples.Width] }.Weights("w", 3, 100_000).Node("MatMul", ["x", "w"], ["y"]).Import();
        Layer wide = Chain(body, Dense(2), Output());
        Fit(options with { Epochs = 1 }, log, wide);
        Assert.Contains(line => line.Contains("computed in each epoch", StringComparison.Ordinal), log);
    }

    private static NeuralNetworkModel Fit(NeuralNetworkOptions options, List<string> log, Layer? network = null)
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
}
