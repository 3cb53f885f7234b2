using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Graphs;

/// <summary>A head learns alone first, then all of the network, the body at a rate of its own.</summary>
[TestClass]
public sealed class FineTuningTests
{
    private static GraphLayer Body => new GraphFile { Input = [Examples.Width] }.Weights("first", 3, 8).Weights("second", 8, 4)
        .Node("MatMul", ["x", "first"], ["a"]).Node("Tanh", ["a"], ["b"]).Node("MatMul", ["b", "second"], ["y"]).Import();

    private static NeuralNetworkOptions Options => new()
    {
        Epochs = 2, BatchSize = 8, Seed = 1, ValidationFraction = 0.2, Optimizer = Optimizers.Sgd(0.1), TemperatureScaling = false,
    };

    [TestMethod]
    public void Is_a_frozen_fit_and_a_further_one_of_all()
    {
        var seen = new List<int>();
        NeuralNetworkModel tuned = Fit(Options with { FineTuning = new FineTuning(headEpochs: 3),
            Progress = report => seen.Add(report.Epoch) });
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, seen.Take(3).ToArray());
        Assert.HasCount(5, seen);
        Assert.IsGreaterThan(Moved(tuned, "0.first"), Moved(tuned, "1.weight"));
    }

    [TestMethod]
    public void The_body_moves_at_its_rate_after_the_head_has_learned()
    {
        double slow = Moved(Fit(Options with { FineTuning = new FineTuning(bodyRate: 0.001) }), "0.first");
        double fast = Moved(Fit(Options with { FineTuning = new FineTuning(bodyRate: 1) }), "0.first");
        Assert.IsGreaterThan(0, slow);
        Assert.IsGreaterThan(100 * slow, fast);
    }

    [TestMethod]
    public void A_part_with_a_rate_of_its_own_moves_by_that_share()
    {
        NeuralNetworkOptions once = Options with { Epochs = 1, BatchSize = 100, ValidationFraction = 0 }; // One step of plain descent.
        double whole = Moved(Fit(once), "0.first"), tenth = Moved(Fit(once with { LayerRates = [new LayerRate("0", 0.1)] }), "0.first");
        double longest = Moved(Fit(once with { LayerRates = [new LayerRate("0.first", 0.5), new LayerRate("0", 0.1)] }), "0.first");
        Assert.AreEqual(0.1, tenth / whole, 1e-3);
        Assert.AreEqual(0.5, longest / whole, 1e-3);
    }

    [TestMethod]
    public void A_rate_for_what_is_not_there_is_refused_by_name()
    {
        var fault = Assert.Throws<ArgumentException>(() => Fit(Options with { LayerRates = [new LayerRate("encoder", 0.1)] }));
        Assert.Contains("LayerRates: 'encoder' is no part of this network", fault.Message);
    }

    [TestMethod]
    public void Checkpoints_and_folds_are_refused_with_it() => Assert.Contains(
        "FineTuning trains twice",
        Assert.Throws<ArgumentException>(() => Fit(Options with { FineTuning = new FineTuning(), CheckpointPath = "x" })).Message);

    private static NeuralNetworkModel Fit(NeuralNetworkOptions options)
    {
        var ml = new MLContext(seed: 1);
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Body, Dense(5, Relu), Output()), options).Fit(Examples.Keyed(ml, Examples.Make(60)));
        return fitted.Model;
    }

    /// <summary>How far a weight is from its first values: those of the file, or those that the seed draws.</summary>
    private static double Moved(NeuralNetworkModel model, string name)
    {
        using TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> fresh =
            Chain(Body, Dense(5, Relu), Dense(3)).Build(new Shape(Examples.Width));
        float[] now = model.Weights.Single(weight => weight.Name == name).Values.ToArray();
        float[] first = name.StartsWith("0.", StringComparison.Ordinal)
            ? MLFlux.Models.NetworkWeights.Read(fresh).Single(weight => weight.Name == name).Values.ToArray() : new float[now.Length];
        return Math.Sqrt(now.Zip(first, (a, b) => Math.Pow(a - b, 2)).Sum());
    }
}
