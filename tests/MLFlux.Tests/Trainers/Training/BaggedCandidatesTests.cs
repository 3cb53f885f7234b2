using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Native;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Networks that are tried beside the trainer's own, on folds.</summary>
[TestClass]
public sealed class BaggedCandidatesTests
{
    private const int Folds = 3, Epochs = 10;
    private const double Hopeless = 1e-9;

    private static readonly Layer s_network = Chain(Dense(6, Tanh), Output()), s_other = Chain(Dense(9, Relu), Dense(4, Tanh), Output());
    private static readonly Example[] s_rows = Examples.Make(60);
    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = Epochs, BatchSize = 16, Seed = 3, BaggedFolds = Folds, Optimizer = Optimizers.Adam(0.02),
    };

    [TestMethod]
    public void The_candidate_with_the_least_loss_is_trained_on_all_folds()
    {
        using NeuralNetworkTransformer bagged = Fit(s_options with
        {
            Optimizer = Optimizers.Adam(Hopeless), BaggedCandidates = [new(s_other) { LearningRate = 0.02, Epochs = 20 }],
        });
        CollectionAssert.AreEqual(Repeat(s_other), Networks(bagged));
        Assert.HasCount(Folds * (Epochs + 20), bagged.Model.History.Epochs);
    }

    [TestMethod]
    public void A_candidate_that_is_worse_changes_no_bit_of_the_model()
    {
        using NeuralNetworkTransformer tried = Fit(s_options with { BaggedCandidates = [new(s_other) { LearningRate = Hopeless }] });
        using NeuralNetworkTransformer plain = Fit(s_options);
        CollectionAssert.AreEqual(Repeat(s_network), Networks(tried));
        Weights.AssertSame(plain, tried);
    }

    [TestMethod]
    public void A_candidate_that_is_nearly_as_good_joins_the_mean()
    {
        using NeuralNetworkTransformer joined = Fit(s_options with
        {
            BaggedCandidates = [new(s_network), new(s_other) { LearningRate = Hopeless }],
        });
        CollectionAssert.AreEqual(Repeat(s_network, s_network), Networks(joined));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_bits_and_epochs_are_told_one_after_another()
    {
        var told = new List<int>();
        NeuralNetworkOptions options = s_options with
        {
            BaggedCandidates = [new(s_other), new(s_network) { LearningRate = 0.01 }], Progress = report => told.Add(report.Epoch),
        };
        using NeuralNetworkTransformer one = Fit(options);
        CollectionAssert.AreEqual(Enumerable.Range(1, told.Count).ToArray(), told);
        CollectionAssert.AreEqual(told, one.Model.History.Epochs.Select(report => report.Epoch).ToArray());
        using NeuralNetworkTransformer other = Fit(options);
        Weights.AssertSame(one, other);
    }

    [TestMethod]
    public void A_candidate_whose_loss_is_not_finite_is_left_out()
    {
        using NeuralNetworkTransformer bagged = Fit(s_options with
        {
            Optimizer = Optimizers.Sgd(0.02),
            BaggedCandidates = [new(Chain(Dense(8, Relu), Dense(8, Relu), Output())) { LearningRate = 1e30 }],
        });
        CollectionAssert.AreEqual(Repeat(s_network), Networks(bagged));
    }

    [TestMethod]
    public void A_callback_that_stops_ends_the_search()
    {
        using NeuralNetworkTransformer bagged = Fit(s_options with
        {
            BaggedCandidates = [new(s_other), new(s_other)],
            EpochEnd = (report, control) =>
            {
                if (report.Epoch == (Folds * Epochs) + 2)
                    control.Stop();
            },
        });
        Assert.HasCount((Folds * Epochs) + 2, bagged.Model.History.Epochs);
        Assert.AreEqual(TrainingEnd.Stopped, bagged.Model.History.Ended);
    }

    [TestMethod]
    [DataRow(31, 1, DisplayName = "no time but for the own folds")]
    [DataRow(100, 2, DisplayName = "time for the small candidate")]
    [DataRow(100_000, 3, DisplayName = "time for all")]
    public void What_would_not_end_in_time_was_begun(int seconds, int entrants)
    {
        // Each epoch takes a second by this clock; the third entrant has some hundred times the weights of the others.
        var clock = new HandClock();
        NeuralNetworkOptions options = s_options with
        {
            TimeLimit = TimeSpan.FromSeconds(seconds), EpochEnd = (_, _) => clock.Advance(TimeSpan.FromSeconds(1)),
        };
        TrainingHistory history = Run(clock, options, Dense(1), Dense(1), Chain(Dense(200), Dense(1)));
        Assert.AreEqual(entrants * Folds * Epochs, history.Epochs.Count);
    }

    [TestMethod]
    [DataRow(3, 3, TrainingEnd.TimeLimit, DisplayName = "time for a part of one network")]
    [DataRow(27, 20, TrainingEnd.TimeLimit, DisplayName = "time for two networks")]
    [DataRow(31, 30, TrainingEnd.Completed, DisplayName = "time for all three")]
    public void Every_network_was_cut_off_where_time_was_short(int seconds, int epochs, TrainingEnd ended)
    {
        var clock = new HandClock();
        TrainingHistory history = Run(
            clock,
            s_options with
            {
                TimeLimit = TimeSpan.FromSeconds(seconds), EpochEnd = (_, _) => clock.Advance(TimeSpan.FromSeconds(1)),
            },
            Dense(1));
        Assert.HasCount(epochs, history.Epochs);
        Assert.AreEqual(ended, history.Ended);
    }

    [TestMethod]
    public void Candidates_that_cannot_be_tried_are_refused_before_a_row_is_read()
    {
        foreach ((NeuralNetworkOptions wrong, string word) in ((NeuralNetworkOptions, string)[])
        [
            (s_options with { BaggedFolds = 1, BaggedCandidates = [new(s_other)] }, "BaggedFolds"),
            (s_options with { BaggedCandidates = [null!] }, "null"),
            (s_options with { BaggedCandidates = null! }, "null"),
            (s_options with { BaggedCandidates = [new(s_other) { LearningRate = 0 }] }, "LearningRate"),
            (s_options with { BaggedCandidates = [new(s_other) { LearningRate = double.PositiveInfinity }] }, "LearningRate"),
            (s_options with { BaggedCandidates = [new(s_other) { Epochs = 0 }] }, "Epochs"),
            (s_options with { BaggedCandidates = [new(s_other)], FrozenLayers = ["0"] }, "FrozenLayers"),
            (s_options with { BaggedCandidates = [new(Chain(Inputs(("A", Dense(2)), ("B", Dense(2))), Output()))] }, "Inputs"),
        ])
        {
            string message = Assert.ThrowsExactly<ArgumentException>(() => Fit(wrong)).Message;
            Assert.Contains("Bagged", message);
            Assert.Contains(word, message);
        }

        Assert.ThrowsExactly<NetworkShapeException>(() => Fit(s_options with { BaggedCandidates = [new(Dense(3))] }));
    }

    private static NeuralNetworkTransformer Fit(NeuralNetworkOptions options) => Fits.Regression(s_network, options, s_rows);

    private static Layer[] Networks(NeuralNetworkTransformer bagged) => [.. ((EnsembleLayer)bagged.Model.Network).Layers];

    private static Layer[] Repeat(params Layer[] networks) =>
        [.. networks.SelectMany(network => Enumerable.Repeat(network.WithOutputWidth(1), Folds))];

    private static TrainingHistory Run(HandClock clock, NeuralNetworkOptions options, Layer own, params Layer[] candidates)
    {
        var features = new FeatureStore(Examples.Width);
        var targets = new BinaryTargets();
        foreach (Example row in s_rows)
        {
            features.Add(new VBuffer<float>(Examples.Width, row.Features));
            targets.Add(row.Yes);
        }

        Libtorch.Load();
        var job = new TrainingJob(
            PredictionTask.BinaryClassification, own,
            InputLayout.Alone(new InputColumn("Features", new Shape(Examples.Width), InputKind.Numbers)),
            Losses.BinaryCrossEntropy(), options,
            new TrainingContext(_ => { }, _ => { }, () => { }) { Clock = clock }, TorchSharp.torch.CPU, Classes: null);
        job = job with { Candidates = [.. candidates.Select(network => job with { Network = network })] };
        var data = new TrainingData(
            new RowsInMemory(new FeatureStores(features), targets, weights: null), IsStreamed: false, Examples.Width * sizeof(float),
            () => throw new NotSupportedException(), () => throw new NotSupportedException());
        return job.Run(data, validationSet: null, seed: 1, FitStart.Fresh).History;
    }
}
