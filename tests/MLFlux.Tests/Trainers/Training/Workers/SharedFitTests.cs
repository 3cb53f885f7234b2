using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Fits of several ranks by the public trainer: what rank 0 decides and does for all.</summary>
[TestClass]
public sealed class SharedFitTests : IDisposable
{
    private static readonly NeuralNetworkOptions Options = new()
    {
        BatchSize = 8, Epochs = 3, Seed = 5, Optimizer = Optimizers.Sgd(0.1, momentum: 0.9),
    };

    private readonly Action[] _cancel = new Action[2];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Each_task_learns_on_several_ranks_what_one_process_learns(int count)
    {
        NeuralNetworkOptions validated = Options with { ValidationFraction = 0.2 };
        foreach (Func<Ranks, NeuralNetworkTransformer> fit in new Func<Ranks, NeuralNetworkTransformer>[]
        {
            ranks => Fits.Multiclass(Examples.Hidden, validated with { Ranks = ranks }, Examples.Make(50)),
            ranks => Fits.Binary(Examples.Hidden, validated with { Ranks = ranks }, Examples.Make(50)),
            ranks => Fits.Regression(Examples.Hidden, validated with { Ranks = ranks }, Examples.Make(50)),
        })
        {
            using NeuralNetworkTransformer alone = fit(Ranks.Alone);
            NeuralNetworkTransformer[] together = ThreadRanks.Run(count, fit);
            foreach (NeuralNetworkTransformer one in together)
            {
                Weights.AssertClose(Weights.All(alone), Weights.All(one), 1e-5);
                Weights.AssertSame(together[0], one);
                Assert.AreEqual(alone.Model.History.BestEpoch, one.Model.History.BestEpoch);
                CollectionAssert.AreEqual(
                    together[0].Model.History.Epochs.ToArray(), one.Model.History.Epochs.ToArray(), "Times included.");
            }
        }
    }

    [TestMethod]
    public void A_seed_that_nobody_gives_is_the_same_on_all_ranks()
    {
        NeuralNetworkTransformer[] together = ThreadRanks.Run(2, ranks =>
        {
            var ml = new MLContext();
            return ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, Options with { Seed = null, Ranks = ranks })
                .Fit(Examples.Keyed(ml, Examples.Make(30)));
        });

        Weights.AssertSame(together[0], together[1]);
    }

    [TestMethod]
    public void Rank_0_alone_calls_back_and_writes_and_what_it_changes_is_changed_on_all()
    {
        int[] progress = new int[2], batches = new int[2], epochs = new int[2];
        NeuralNetworkTransformer[] together = ThreadRanks.Run(2, ranks => Fits.Multiclass(Chain(Dense(4), Dense(3)), Options with
        {
            Ranks = ranks,
            Epochs = 9,
            ValidationFraction = 0.2,
            CheckpointPath = _folder.File($"rank {ranks.Index}"),
            Progress = _ => progress[ranks.Index]++,
            BatchEnd = (_, _) => batches[ranks.Index]++,
            EpochEnd = (report, control) =>
            {
                epochs[ranks.Index]++;
                Assert.IsNotNull(control.Validate());
                if (report.Epoch == 1)
                    control.LearningRate = 0.01;
                if (report.Epoch == 2)
                    control.Freeze("0");
                if (report.Epoch == 3)
                    control.Thaw("0");
                if (report.Epoch == 4)
                    control.Stop();
            },
        }, Examples.Make(40)));

        Weights.AssertSame(together[0], together[1]);
        Assert.AreEqual("4 0", string.Join(' ', progress));
        Assert.AreEqual("4 0", string.Join(' ', epochs));
        Assert.AreEqual(0, batches[1]);
        Assert.IsTrue(File.Exists(_folder.File("rank 0")));
        Assert.IsFalse(File.Exists(_folder.File("rank 1")));
        foreach (NeuralNetworkTransformer one in together)
        {
            Assert.AreEqual(TrainingEnd.Stopped, one.Model.History.Ended);
            Assert.AreEqual("0.1 0.01 0.01 0.01", string.Join(' ', one.Model.History.Epochs.Select(epoch => epoch.LearningRate)));
        }
    }

    [TestMethod]
    public void A_fit_that_i_cancelled_on_rank_0_i_cancelled_on_all_and_on_another_rank_goes_on()
    {
        foreach (int cancelled in new[] { 0, 1 })
        {
            string[] ends = ThreadRanks.Run(2, ranks =>
            {
                using var source = new CancellationTokenSource();
                NeuralNetworkOptions options = Options with
                {
                    Ranks = ranks,
                    CancellationToken = source.Token,
                    BatchEnd = (_, _) => _cancel[cancelled](),
                };
                lock (_cancel)
                    _cancel[ranks.Index] = source.Cancel;
                try
                {
                    Fits.Multiclass(Examples.Hidden, options, Examples.Make(30)).Dispose();
                    return "done";
                }
                catch (OperationCanceledException)
                {
                    return "cancelled";
                }
            });
            Assert.AreEqual(cancelled == 0 ? "cancelled cancelled" : "done done", string.Join(' ', ends));
        }
    }

    [TestMethod]
    public void Rows_that_one_rank_cannot_read_are_said_on_all()
    {
        string[] messages = ThreadRanks.Run(2, ranks =>
        {
            var ml = new MLContext(seed: 1);
            try
            {
                ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Output()), Options with { Ranks = ranks, LabelColumnName = "Yes" })
                    .Fit(Examples.View(ml, Examples.Make(ranks.Index == 1 ? 0 : 20))).Dispose();
                return "";
            }
            catch (InvalidOperationException fault)
            {
                return fault.Message;
            }
        });

        StringAssert.Contains(messages[0], "Rank 1 of 2 failed");
        StringAssert.Contains(messages[0], "There is no row to use");
        StringAssert.StartsWith(messages[1], "There is no row to use");
    }

    [TestMethod]
    public void Ranks_with_other_options_networks_or_rows_do_not_begin()
    {
        Refused(ranks => Fits.Multiclass(Examples.Hidden, Options with { Ranks = ranks, Epochs = 3 + ranks.Index }, Examples.Make(20)),
            "Epochs is another on each rank", "on rank 0 it is 3, on rank 1 4");
        Refused(ranks => Fits.Multiclass(Chain(Dense(4 + ranks.Index), Output()), Options with { Ranks = ranks }, Examples.Make(20)),
            "The network is another on each rank", "Dense(4");
        Refused(ranks => Fits.Multiclass(Examples.Hidden, Options with { Ranks = ranks }, Examples.Make(20 + ranks.Index)),
            "The number of rows to train on is another", "on rank 1 21");

        static void Refused(Func<Ranks, NeuralNetworkTransformer> fit, params string[] words)
        {
            string[] messages = ThreadRanks.Run(
                2, ranks => Assert.ThrowsExactly<RankException>(() => fit(ranks)).Message);
            foreach (string word in words)
                StringAssert.Contains(messages[1], word);
            Assert.AreEqual(messages[0], messages[1]);
        }
    }

    [TestMethod]
    [DataRow(1, 2)]
    [DataRow(2, 1)]
    [DataRow(2, 3)]
    public void A_checkpoint_that_rank_0_alone_has_goes_on_with_another_number_of_ranks(int before, int after)
    {
        NeuralNetworkOptions options = Options with { ValidationFraction = 0.2 };
        using NeuralNetworkTransformer whole = Fits.Multiclass(Examples.Hidden, options, Examples.Make(50));
        string path = _folder.File("fit");

        Run(before, ranks => options with { Epochs = 2, Ranks = ranks, CheckpointPath = path });
        NeuralNetworkTransformer[] resumed = Run(
            after, ranks => options with { Ranks = ranks, ResumeFrom = ranks.Index == 0 ? path : null });

        foreach (NeuralNetworkTransformer one in resumed)
            Weights.AssertClose(Weights.All(whole), Weights.All(one), 1e-5);

        static NeuralNetworkTransformer[] Run(int count, Func<Ranks, NeuralNetworkOptions> options) =>
            ThreadRanks.Run(count, ranks => Fits.Multiclass(Examples.Hidden, options(ranks), Examples.Make(50)));
    }

    [TestMethod]
    public void Streamed_rows_are_learned_on_several_ranks_as_by_one_process()
    {
        NeuralNetworkOptions options = Options with { MemoryBudget = 1 << 20, Epochs = 1, BatchSize = 500 };
        Example[] rows = Examples.Make(60_000);
        using NeuralNetworkTransformer alone = Fits.Binary(Chain(Output()), options, rows);

        foreach (NeuralNetworkTransformer one in ThreadRanks.Run(
            2, ranks => Fits.Binary(Chain(Output()), options with { Ranks = ranks }, rows)))
            Weights.AssertClose(Weights.All(alone), Weights.All(one), 1e-5);
    }

    [TestMethod]
    public void What_one_rank_alone_meets_in_training_ends_all()
    {
        var fault = Assert.ThrowsExactly<AggregateException>(() => ThreadRanks.Run(2, ranks => Fits.Multiclass(Examples.Hidden, Options with
        {
            Ranks = ranks,
            Progress = _ => throw new InvalidDataException("rank 0 fell"),
        }, Examples.Make(30))));

        Assert.AreEqual("rank 0 fell", fault.InnerException!.Message);
    }
}
