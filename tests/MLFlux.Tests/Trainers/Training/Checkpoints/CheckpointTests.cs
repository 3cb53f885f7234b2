using Microsoft.ML;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>A fit that was broken off goes on from its checkpoint and ends, to the bit, as if it had not stopped.</summary>
[TestClass]
public sealed class CheckpointTests
{
    private const int Epochs = 7;

    private static readonly Layer Network = Chain(Dense(6, Relu), BatchNorm(), Dropout(0.3), Output());
    private static readonly Example[] Rows = Examples.Make(90);

    /// <summary>Fits that have more to remember than weights, each by its name.</summary>
    private static IEnumerable<object[]> Fittings =>
    [
        .. new (string Name, Layer Network, NeuralNetworkOptions Options)[]
        {
            ("as they come", Network, new NeuralNetworkOptions()),
            ("two threads", Chain(Dense(6, Relu), Dropout(0.3), Output()), new NeuralNetworkOptions { BatchSize = 40 }),
            ("convolutions on two threads",
                Chain(Reshape(1, 3), Conv(2, 6, Relu, padding: 1), MaxPool(2), Dropout(0.2), Conv(2, 4), Flatten(), Output()),
                new NeuralNetworkOptions { BatchSize = 40 }),
            ("batch normalisation on two threads", Network, new NeuralNetworkOptions { BatchSize = 40 }),
            ("held-out rows", Network, new NeuralNetworkOptions { ValidationFraction = 0.3, Optimizer = Optimizers.Adam(0.2) }),
            ("early stopping", Network,
                new NeuralNetworkOptions { ValidationFraction = 0.3, Optimizer = Optimizers.Adam(0.5),
                    EarlyStopping = new EarlyStopping(2) }),
            ("a schedule by batch", Network, new NeuralNetworkOptions { Schedule = Schedules.OneCycle(), AccumulatedBatches = 2 }),
            ("a schedule by epoch", Network,
                new NeuralNetworkOptions { Schedule = Schedules.WarmUp(2, Schedules.Plateau(0.5, patience: 1), byBatch: false),
                    Optimizer = Optimizers.Adam(0.5) }),
            ("parts that thaw", Network,
                new NeuralNetworkOptions { FrozenLayers = ["0", new FrozenLayer("3.weight", 3), new FrozenLayer("3.bias", 5)],
                    ValidationFraction = 0.2 }),
            ("records", Network, new NeuralNetworkOptions { RecordEvery = 2, CheckGradients = true, ValidationFraction = 0.2 }),
            ("a stream", Chain(Dense(6, Relu), Output()), new NeuralNetworkOptions { MemoryBudget = 1 << 20 }),
            ("a module of its own", Chain(Dense(6, Relu), new OwnMlp(6, 5, Dropout: 0.3), Output()), new NeuralNetworkOptions()),
            ("a callback's rate", Network, new NeuralNetworkOptions
            {
                EpochEnd = (report, control) => control.LearningRate *= report.Epoch == 2 ? 0.1 : 1,
            }),
        }.SelectMany(
            fitting => new[] { 1, 2, 4, 6 }.Select(epoch => new object[] { fitting.Name, fitting.Network, fitting.Options, epoch })),
    ];

    private static IEnumerable<object[]> AllOptimizers => typeof(Optimizers).GetMethods()
        .Where(method => method.ReturnType == typeof(Optimizer) && method.GetParameters().All(parameter => parameter.IsOptional))
        .Select(method => new object[] { (Optimizer)method.Invoke(null, [.. method.GetParameters().Select(p => p.DefaultValue)])! });

    [ClassInitialize]
    public static void RegisterLayers(TestContext _) => OwnMlp.Register();

    [TestMethod]
    [DynamicData(nameof(Fittings))]
    public void Broken_off_after_an_epoch_it_ends_as_if_it_had_not_stopped(string name, Layer network, NeuralNetworkOptions options,
        int epoch)
    {
        using var folder = new TemporaryFolder();
        options = options with { Epochs = Epochs, BatchSize = options.BatchSize == 64 ? 16 : options.BatchSize, Seed = 5 };
        int rows = options.MemoryBudget is null ? Rows.Length : 45_000;
        using NeuralNetworkTransformer whole = Fit(network, options, rows);
        string path = BreakOff(network, options with { CheckpointPath = folder.File("fit.checkpoint") }, epoch, rows);

        using NeuralNetworkTransformer resumed = Fit(network, options with { ResumeFrom = path }, rows);

        AssertSame(whole, resumed, name);
    }

    [TestMethod]
    [DynamicData(nameof(AllOptimizers))]
    public void Every_optimizer_goes_on(Optimizer optimizer)
    {
        using var folder = new TemporaryFolder();
        var options = new NeuralNetworkOptions { Optimizer = optimizer, Epochs = 4, BatchSize = 32, Seed = 5 };
        using NeuralNetworkTransformer whole = Fit(Network, options);
        string path = BreakOff(Network, options with { CheckpointPath = folder.File("fit.checkpoint") }, 2);

        using NeuralNetworkTransformer resumed = Fit(Network, options with { ResumeFrom = path });

        AssertSame(whole, resumed, optimizer.ToString());
    }

    [TestMethod]
    public void It_may_be_broken_off_again_and_again_and_between_two_checkpoints()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = new()
        {
            Epochs = Epochs, BatchSize = 16, Seed = 5, ValidationFraction = 0.3, Optimizer = Optimizers.Adam(0.2), CheckpointEvery = 2,
        };
        using NeuralNetworkTransformer whole = Fit(Network, options);
        options = options with { CheckpointPath = folder.File("fit.checkpoint") };

        string path = BreakOff(Network, options, 3);
        BreakOff(Network, options with { ResumeFrom = path }, 4);
        BreakOff(Network, options with { ResumeFrom = path }, 5);
        using NeuralNetworkTransformer resumed = Fit(Network, options with { ResumeFrom = path });

        AssertSame(whole, resumed, "after epochs 3, 4 and 5");
    }

    [TestMethod]
    public void Training_a_model_further_goes_on_too()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options =
            new() { Epochs = 3, BatchSize = 16, Seed = 5, ValidationFraction = 0.3, Optimizer = Optimizers.Adam(0.2) };
        using NeuralNetworkTransformer first = Fit(Network, options);
        using NeuralNetworkTransformer whole = Fit(Network, options, origin: first.Model);
        int epoch = first.Model.History.BestEpoch + 2;
        string path = BreakOff(Network, options with { CheckpointPath = folder.File("fit.checkpoint") }, epoch, origin: first.Model);

        using NeuralNetworkTransformer resumed = Fit(Network, options with { ResumeFrom = path });

        AssertSame(whole, resumed, $"from {first.Model.History.BestEpoch} on");
    }

    [TestMethod]
    public void The_checkpoint_of_a_fit_that_ended_gives_its_model_and_more_epochs_go_on_from_it()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = new() { Epochs = 3, BatchSize = 16, Seed = 5, CheckpointPath = folder.File("fit.checkpoint") };
        using NeuralNetworkTransformer ended = Fit(Network, options);
        using NeuralNetworkTransformer five = Fit(Network, options with { Epochs = 5, CheckpointPath = null });
        options = options with { CheckpointPath = null, ResumeFrom = options.CheckpointPath };

        using NeuralNetworkTransformer again = Fit(Network, options), more = Fit(Network, options with { Epochs = 5 });

        AssertSame(ended, again, "no epoch more");
        Weights.AssertSame(five, more);
    }

    [TestMethod]
    public void All_tasks_go_on_and_the_seed_is_the_checkpoints()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = new() { Epochs = 4, BatchSize = 16, Seed = 9 };
        foreach (Func<Layer, NeuralNetworkOptions, NeuralNetworkTransformer> fit
            in new Func<Layer, NeuralNetworkOptions, NeuralNetworkTransformer>[]
        {
            (network, with) => Fits.Binary(network, with, Rows),
            (network, with) => Fits.Multiclass(network, with, Rows),
            (network, with) => Fits.Regression(network, with, Rows),
        })
        {
            using NeuralNetworkTransformer whole = fit(Network, options);
            string path = folder.File("fit.checkpoint");
            Assert.ThrowsExactly<OperationCanceledException>(
                () => fit(Network, BreakingOff(options with { CheckpointPath = path }, 2)).Dispose());

            using NeuralNetworkTransformer resumed = fit(Network, options with { Seed = null, ResumeFrom = path });

            AssertSame(whole, resumed, whole.Model.Task.ToString());
        }
    }

    [TestMethod]
    public void An_epoch_that_was_cut_short_is_not_written()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options = new() { Epochs = 5, BatchSize = 16, Seed = 5, CheckpointPath = folder.File("fit.checkpoint") };
        using NeuralNetworkTransformer whole = Fit(Network, options with { CheckpointPath = null });
        Fit(Network, options with { BatchEnd = StopIn(epoch: 3) }).Dispose();

        using NeuralNetworkTransformer resumed = Fit(Network, options with { ResumeFrom = options.CheckpointPath });

        AssertSame(whole, resumed, "from epoch 2");

        static Action<BatchReport, TrainingControl> StopIn(int epoch) => (report, control) =>
        {
            if (report.Epoch == epoch && report.Batch == 2)
                control.Stop();
        };
    }

    /// <summary>Runs a fit that ends by an exception in the epoch after the given one; the path of its checkpoint.</summary>
    private static string BreakOff(Layer network, NeuralNetworkOptions options, int epoch, int rows = 90, NeuralNetworkModel? origin = null)
    {
        try
        {
            Fit(network, BreakingOff(options, epoch), rows, origin).Dispose(); // Early stopping may end it before.
        }
        catch (OperationCanceledException)
        {
        }

        return options.CheckpointPath!;
    }

    private static NeuralNetworkOptions BreakingOff(NeuralNetworkOptions options, int epoch) => options with
    {
        BatchEnd = (report, _) =>
        {
            if (report.Epoch > epoch && report.Batch == 2)
                throw new OperationCanceledException();
        },
    };

    private static NeuralNetworkTransformer Fit(Layer network, NeuralNetworkOptions options, int rows = 90,
        NeuralNetworkModel? origin = null)
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.Keyed(ml, rows == Rows.Length ? Rows : Examples.Make(rows));
        NeuralNetworkTrainer trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(network, options);
        return origin is null ? trainer.Fit(data) : trainer.Fit(data, origin);
    }

    private static void AssertSame(NeuralNetworkTransformer whole, NeuralNetworkTransformer resumed, string name)
    {
        CollectionAssert.AreEqual(Weights.All(whole), Weights.All(resumed), name);
        TrainingHistory expected = whole.Model.History, actual = resumed.Model.History;
        CollectionAssert.AreEqual(Timeless(expected), Timeless(actual), name);
        Assert.AreEqual(expected.BestEpoch, actual.BestEpoch, name);
        Assert.AreEqual(expected.Ended, actual.Ended, name);
        CollectionAssert.AreEqual(expected.Batches?.ToArray(), actual.Batches?.ToArray(), name);
        CollectionAssert.AreEqual(expected.Findings?.ToArray(), actual.Findings?.ToArray(), name);
        CollectionAssert.AreEqual(
            whole.Model.OptimizerState!.Tensors.SelectMany(t => t.Values.ToArray()).ToArray(),
            resumed.Model.OptimizerState!.Tensors.SelectMany(t => t.Values.ToArray()).ToArray(),
            name);
    }

    private static EpochReport[] Timeless(TrainingHistory history) =>
        [.. history.Epochs.Select(report => report with { Duration = default, RowsPerSecond = 0 })];
}
