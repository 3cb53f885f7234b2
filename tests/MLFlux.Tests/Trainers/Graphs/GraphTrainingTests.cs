using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Graphs;

/// <summary>A graph is trained, frozen, saved and loaded like any layer, and begins with the file's weights.</summary>
[TestClass]
public sealed class GraphTrainingTests
{
    private static GraphLayer Body => new GraphFile { Input = [Examples.Width] }
        .Weights("first.weight", 3, 8).Weights("norm.scale", 8).Weights("norm.bias", 8).Weights("norm.mean", 8)
        .Floats("norm.var", [1, 2, 1, 0.5f, 1, 1, 1, 1], 8).Weights("second.weight", 8, 4)
        .Node("MatMul", ["x", "first.weight"], ["m"])
        .Node("BatchNormalization", ["m", "norm.scale", "norm.bias", "norm.mean", "norm.var"], ["n"])
        .Node("Relu", ["n"], ["r"]).Node("MatMul", ["r", "second.weight"], ["y"]).Import();

    private static NeuralNetworkOptions Options => new() { Epochs = 2, BatchSize = 8, Seed = 1, KeepOptimizerState = false };

    [TestMethod]
    public void A_fit_begins_with_the_weights_of_the_file_and_learns_all_but_the_running_means()
    {
        NeuralNetworkModel model = Fit(Options);
        foreach (NetworkWeight weight in model.Weights.Where(weight => weight.Name.StartsWith("0.", StringComparison.Ordinal)))
            Assert.AreNotEqual(Stored(weight.Name), string.Join(',', weight.Values.ToArray()), weight.Name);
        Assert.Contains("0.first.weight", model.Weights.Select(weight => weight.Name).ToArray());
    }

    [TestMethod]
    public void A_frozen_body_stays_as_it_is_to_the_bit_and_its_batch_norm_keeps_its_statistics()
    {
        NeuralNetworkModel model = Fit(Options with { FrozenLayers = ["0"] });
        foreach (NetworkWeight weight in model.Weights.Where(weight => weight.Name.StartsWith("0.", StringComparison.Ordinal)))
            Assert.AreEqual(Stored(weight.Name), string.Join(',', weight.Values.ToArray()), weight.Name);
    }

    [TestMethod]
    public void Parts_of_a_body_are_frozen_by_their_names()
    {
        NeuralNetworkModel model = Fit(Options with { FrozenLayers = ["0.first", "0.norm"] });
        foreach (NetworkWeight weight in model.Weights.Where(weight => weight.Name.StartsWith("0.", StringComparison.Ordinal)))
        {
            bool stays = Stored(weight.Name) == string.Join(',', weight.Values.ToArray());
            Assert.AreEqual(weight.Name != "0.second.weight", stays, weight.Name);
        }
    }

    /// <summary>libtorch's threads waited for each other in every operation, which cost half of the time beside other work.</summary>
    [TestMethod]
    public void Threads_share_batches_where_normalisations_stay_and_learn_what_one_piece_does()
    {
        NeuralNetworkOptions held = Options with { FrozenLayers = ["0.norm"], BatchSize = 60, Epochs = 5 };
        NeuralNetworkModel shared = Fit(held), whole = Fit(held with { EpochEnd = (_, _) => { } }); // A callback may thaw.
        foreach ((NetworkWeight one, NetworkWeight other) in shared.Weights.Zip(whole.Weights))
            Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(other.Values.ToArray(), one.Values.ToArray()), one.Name);

        Assert.IsTrue(AreHeld(held));
        Assert.IsTrue(AreHeld(Options with { FrozenLayers = ["0"] }));
        Assert.IsFalse(AreHeld(Options));
        Assert.IsFalse(AreHeld(Options with { FrozenLayers = ["0.first"] }));
        Assert.IsFalse(AreHeld(Options with { FrozenLayers = [new FrozenLayer("0.norm", thawEpoch: 2)] }));
        Assert.IsFalse(AreHeld(held with { BatchEnd = (_, _) => { } }));

        static bool AreHeld(NeuralNetworkOptions options) => HeldBuffers.AreAll(Chain(Body, Dense(2)), new Shape(Examples.Width), options);
    }

    [TestMethod]
    public void A_graph_that_was_read_without_its_weights_begins_no_fit()
    {
        var ml = new MLContext(seed: 1);
        Layer bare = NetworkJson.Read(NetworkJson.Write(Chain(Body, Output())));
        var trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(bare, Options);
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(Examples.Keyed(ml, Examples.Make(60))));
        Assert.Contains("was read without its weights", fault.Message);
    }

    [TestMethod]
    public void Is_saved_in_the_zip_and_scores_the_same_after_loading()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.Keyed(ml, Examples.Make(60));
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Body, Dense(5, Relu), Output()), Options).Fit(rows);
        using var folder = new TemporaryFolder();
        string path = folder.File("graph.zip");
        ml.Model.Save(fitted, rows.Schema, path);
        ITransformer loaded = ml.Model.Load(path, out _);
        float[][] before = [.. fitted.Transform(rows).GetColumn<float[]>("Score")],
            after = [.. loaded.Transform(rows).GetColumn<float[]>("Score")];
        for (int i = 0; i < before.Length; i++)
            CollectionAssert.AreEqual(before[i], after[i]);
    }

    private static NeuralNetworkModel Fit(NeuralNetworkOptions options)
    {
        var ml = new MLContext(seed: 1);
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Body, Dense(5, Relu), Output()), options).Fit(Examples.Keyed(ml, Examples.Make(60)));
        return fitted.Model;
    }

    private static string Stored(string name) => string.Join(
        ',', System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(Body.Stored![name["0.".Length..]].Span).ToArray());
}
