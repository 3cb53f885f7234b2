using System.Collections.Concurrent;
using Microsoft.ML;
using MLFlux.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Graphs;

/// <summary>Checkpoints of fits that computed their frozen layers once hold the whole network, and such fits go on to the bit.</summary>
[TestClass]
public sealed class FrozenCheckpointTests
{
    private const int Epochs = 6;

    private static GraphLayer Body => new GraphFile { Input = [Examples.Width] }.Weights("first", 3, 8)
        .Node("MatMul", ["x", "first"], ["a"]).Node("Tanh", ["a"], ["y"]).Import();

    private static NeuralNetworkOptions Options => new()
    {
        Epochs = Epochs, BatchSize = 8, Seed = 5, FrozenLayers = ["0"], Optimizer = Optimizers.Adam(0.1),
    };

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(0, 4)]
    [DataRow(0.3, 1)]
    [DataRow(0.3, 3)]
    [DataRow(0.3, 5)]
    public void Broken_off_after_an_epoch_it_ends_as_if_it_had_not_stopped(double heldOut, int epoch)
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = Options with { ValidationFraction = heldOut };
        var log = new ConcurrentBag<string>();
        NeuralNetworkModel whole = Fit(options);
        string path = BreakOff(options, folder, epoch);
        NeuralNetworkModel resumed = Fit(options with { ResumeFrom = path }, log);

        Assert.Contains(line => line.Contains("computed once", StringComparison.Ordinal), log);
        CollectionAssert.AreEqual(Weights.All(whole), Weights.All(resumed));
        Assert.AreEqual(whole.History.BestEpoch, resumed.History.BestEpoch);
        CollectionAssert.AreEqual(
            whole.History.Epochs.Select(report => report.TrainingLoss).ToArray(),
            resumed.History.Epochs.Select(report => report.TrainingLoss).ToArray());
    }

    [TestMethod]
    public void A_checkpoint_has_the_weights_of_the_whole_network()
    {
        using var folder = new TemporaryFolder();
        TrainingCheckpoint checkpoint = CheckpointFile.Read(BreakOff(Options with { ValidationFraction = 0.3 }, folder, 4));
        Assert.IsTrue(checkpoint.FrozenOnce);
        Assert.Contains("0.first", checkpoint.Now.Weights.Select(weight => weight.Name).ToArray());
        Assert.Contains("0.first", checkpoint.BestOrLast.Weights.Select(weight => weight.Name).ToArray());
    }

    [TestMethod]
    public void A_fit_that_computed_them_in_each_epoch_goes_on_so()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions anew = Options with { EpochEnd = (_, _) => { } }; // A callback may thaw, so nothing is kept.
        NeuralNetworkModel whole = Fit(anew);
        var log = new ConcurrentBag<string>();
        string path = BreakOff(anew, folder, 3);
        NeuralNetworkModel resumed = Fit(Options with { ResumeFrom = path }, log);
        Assert.Contains(line => line.Contains("in each epoch: so they were before the checkpoint", StringComparison.Ordinal), log);
        CollectionAssert.AreEqual(Weights.All(whole), Weights.All(resumed));
    }

    [TestMethod]
    public void A_fit_that_cannot_go_on_with_the_same_numbers_says_what_is_in_the_way()
    {
        using var folder = new TemporaryFolder();
        string path = BreakOff(Options, folder, 3);
        var fault = Assert.Throws<InvalidOperationException>(
            () => Fit(Options with { ResumeFrom = path, EpochEnd = (_, _) => { } }));
        Assert.Contains("a callback may thaw them. Take that away", fault.Message);
    }

    [TestMethod]
    public void Ranks_go_on_together()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = Options with { Optimizer = Optimizers.Sgd(0.1, momentum: 0.9), ValidationFraction = 0.3 };
        string path = folder.File("fit.checkpoint");
        NeuralNetworkModel[] whole = ThreadRanks.Run(2, ranks => Fit(options with { Ranks = ranks }));
        ThreadRanks.Run(2, ranks => Fit(options with { Ranks = ranks, Epochs = 3, CheckpointPath = path }));
        NeuralNetworkModel[] resumed = ThreadRanks.Run(2, ranks => Fit(options with { Ranks = ranks, ResumeFrom = path }));
        foreach (NeuralNetworkModel one in resumed)
            CollectionAssert.AreEqual(Weights.All(whole[0]), Weights.All(one));
    }

    private static string BreakOff(NeuralNetworkOptions options, TemporaryFolder folder, int epoch)
    {
        using var cancellation = new CancellationTokenSource();
        string path = folder.File("fit.checkpoint");
        Assert.Throws<OperationCanceledException>(() => Fit(options with
        {
            CheckpointPath = path, CancellationToken = cancellation.Token,
            Progress = report =>
            {
                if (report.Epoch == epoch)
                    cancellation.Cancel();
            },
        }));
        return path;
    }

    private static NeuralNetworkModel Fit(NeuralNetworkOptions options, ConcurrentBag<string>? log = null)
    {
        var ml = new MLContext(seed: 1);
        ml.Log += (_, message) => log?.Add(message.Message);
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Body, Dense(5, Relu), Dropout(0.2), Output()), options).Fit(Examples.Keyed(ml, Examples.Make(60)));
        return fitted.Model;
    }
}
