using System.Text.Json;
using Microsoft.ML;
using MLFlux.Models;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>What callbacks and limits do to a fit.</summary>
[TestClass]
public sealed class TrainingControlTests
{
    private static readonly NeuralNetworkOptions Small = new() { Optimizer = Optimizers.Sgd(0.3), BatchSize = 16, Epochs = 5, Seed = 3 };

    [TestMethod]
    public void Stop_after_an_epoch_is_as_if_there_were_no_more()
    {
        using NeuralNetworkTransformer stopped = Fits.Multiclass(
            Examples.Linear, Small with { EpochEnd = (report, control) => { if (report.Epoch == 2) control.Stop(); } }, Examples.Make(60));
        using NeuralNetworkTransformer two = Fits.Multiclass(Examples.Linear, Small with { Epochs = 2 }, Examples.Make(60));
        Assert.AreEqual(TrainingEnd.Stopped, stopped.Model.History.Ended);
        Assert.HasCount(2, stopped.Model.History.Epochs);
        CollectionAssert.AreEqual(Weights.All(two), Weights.All(stopped));
    }

    [TestMethod]
    public void Stop_after_a_batch_cuts_the_epoch_short()
    {
        int batches = 0;
        NeuralNetworkOptions options = Small with
        {
            ValidationFraction = 0.2,
            BatchEnd = (report, control) =>
            {
                batches++;
                if (report.Batch == 2)
                    control.Stop();
            },
        };
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Linear, options, Examples.Make(80));
        Assert.AreEqual(2, batches);
        Assert.AreEqual(TrainingEnd.Stopped, fitted.Model.History.Ended);
        Assert.IsNotNull(fitted.Model.History.Epochs.Single().ValidationLoss);
    }

    [TestMethod]
    public void A_callback_gets_every_batch_and_the_held_out_loss_of_now()
    {
        var losses = new List<double>();
        var heldOut = new List<double>();
        double lastEpoch = 0;
        NeuralNetworkOptions options = Small with
        {
            Epochs = 2,
            ValidationFraction = 0.25,
            BatchEnd = (report, control) =>
            {
                losses.Add(report.BatchLoss);
                heldOut.Add(control.Validate()!.Loss);
            },
            Progress = report => lastEpoch = report.ValidationLoss!.Value,
        };
        using NeuralNetworkTransformer watched = Fits.Multiclass(Examples.Hidden, options, Examples.Make(80));
        Assert.HasCount(8, losses);
        Assert.AreEqual(lastEpoch, heldOut[^1], 1e-6);
        Assert.IsLessThan(heldOut[0], heldOut[^1]);

        using NeuralNetworkTransformer unwatched = Fits.Multiclass(Examples.Hidden, options with { BatchEnd = null }, Examples.Make(80));
        CollectionAssert.AreEqual(Weights.All(unwatched), Weights.All(watched), "Watching changes nothing.");
    }

    [TestMethod]
    public void Without_a_validation_set_there_is_nothing_to_validate() => Fits.Multiclass(
        Examples.Linear, Small with { EpochEnd = (_, control) => Assert.IsNull(control.Validate()) }, Examples.Make(60)).Dispose();

    [TestMethod]
    public void A_control_kept_for_later_is_refused()
    {
        TrainingControl? kept = null;
        Fits.Multiclass(Examples.Linear, Small with { EpochEnd = (_, control) => kept = control }, Examples.Make(30)).Dispose();
        Assert.ThrowsExactly<InvalidOperationException>(() => kept!.Stop());
        Assert.ThrowsExactly<InvalidOperationException>(() => kept!.LearningRate = 1);
    }

    [TestMethod]
    [DataRow("progress")]
    [DataRow("batch progress")]
    [DataRow("epoch end")]
    [DataRow("batch end")]
    public void A_callback_that_throws_ends_the_fit_with_its_own_exception_and_leaves_all_as_it_was(string which)
    {
        var own = new TimeZoneNotFoundException("own");
        NeuralNetworkOptions options = which switch
        {
            "progress" => Small with { Progress = _ => throw own },
            "batch progress" => Small with { BatchProgress = _ => throw own },
            "epoch end" => Small with { EpochEnd = (_, _) => throw own },
            _ => Small with { BatchEnd = (_, _) => throw own },
        };
        int threads = torch.get_num_threads();
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.Keyed(ml, Examples.Make(60));
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        NeuralNetworkTrainer trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, options);

        Assert.AreSame(own, Assert.ThrowsExactly<TimeZoneNotFoundException>(() => trainer.Fit(data)));
        Assert.AreSame(own, Assert.ThrowsExactly<TimeZoneNotFoundException>(() => trainer.Fit(data)), "The trainer fits again.");
        Assert.AreEqual(threads, torch.get_num_threads());
        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void A_time_limit_ends_training_with_a_model()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            Examples.Linear, Small with { Epochs = int.MaxValue, TimeLimit = TimeSpan.FromMilliseconds(50) }, Examples.Make(60));
        Assert.AreEqual(TrainingEnd.TimeLimit, fitted.Model.History.Ended);
        Assert.IsGreaterThanOrEqualTo(1, fitted.Model.History.Epochs.Count);
        Assert.IsLessThan(TimeSpan.FromSeconds(20), fitted.Model.History.Epochs.Aggregate(TimeSpan.Zero, (sum, e) => sum + e.Duration));
    }

    [TestMethod]
    public void A_dry_run_is_one_batch_of_each()
    {
        int batches = 0;
        NeuralNetworkOptions options = Small with { DryRun = true, ValidationFraction = 0.5, BatchEnd = (_, _) => batches++ };
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Linear, options, Examples.Make(90));
        Assert.AreEqual(1, batches);
        Assert.AreEqual(TrainingEnd.DryRun, fitted.Model.History.Ended);
        Assert.AreEqual(16, fitted.Model.History.TrainingRows);
        Assert.AreEqual(16, fitted.Model.History.ValidationRows);
        Assert.HasCount(1, fitted.Model.History.Epochs);
    }

    [TestMethod]
    public void Losses_are_recorded_every_so_many_batches_and_kept_with_the_model()
    {
        NeuralNetworkOptions options = Small with { Epochs = 2, ValidationFraction = 0.2, RecordEvery = 3, CheckGradients = true };
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Linear, options, Examples.Make(100));
        TrainingHistory history = fitted.Model.History;
        CollectionAssert.AreEqual(
            new[] { (1, 3), (2, 1), (2, 4) }, history.Batches!.Select(record => (record.Epoch, record.Batch)).ToArray());
        Assert.IsTrue(history.Batches!.All(record => record is { TrainingLoss: > 0, ValidationLoss: > 0, LearningRate: 0.3 }));

        string json = JsonSerializer.Serialize(history, ModelJson.Default.TrainingHistory);
        TrainingHistory read = JsonSerializer.Deserialize(json, ModelJson.Default.TrainingHistory)!;
        CollectionAssert.AreEqual(history.Batches!.ToArray(), read.Batches!.ToArray());
        Assert.IsEmpty(read.Findings!);
    }

    [TestMethod]
    public void A_history_written_before_there_were_records_still_loads()
    {
        const string Json = """
            {"epochs": [{"epoch": 1, "epochs": 1, "trainingLoss": 0.5, "learningRate": 0.1, "duration": "00:00:01", "rowsPerSecond": 10, "isBest": true}],
             "bestEpoch": 1, "trainingRows": 10, "validationRows": 0, "ended": "Completed"}
            """;
        TrainingHistory history = JsonSerializer.Deserialize(Json, ModelJson.Default.TrainingHistory)!;
        Assert.AreEqual(0.5, history.Epochs.Single().TrainingLoss);
        Assert.IsNull(history.Batches);
        Assert.IsNull(history.Findings);
    }

    [TestMethod]
    public void Dead_units_and_vanishing_gradients_are_named_with_their_layer_once()
    {
        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);

        // Weights around −9 make every unit of a Relu 0 for positive features.
        Layer network = Chain(Dense(6, Relu, initializer: Initializers.TruncatedNormal(-9, 0.1, -9.5, -8)), Dense(4, Sigmoid), Output());
        NeuralNetworkOptions options = Small with { Epochs = 3, CheckGradients = true };
        Example[] positive = [.. Examples.Make(60)
            .Select(e => new Example { Features = [.. e.Features.Select(v => Math.Abs(v) + 0.1f)], Name = e.Name })];
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(network, options)
            .Fit(Examples.Keyed(ml, positive));

        TrainingFinding dead = fitted.Model.History.Findings!.Single(finding => finding.Kind == FindingKind.DeadUnits);
        Assert.AreEqual("0", dead.Name);
        StringAssert.Contains(dead.Message, "6 of 6 units of Dense '0' are dead");
        TrainingFinding vanishing =
            fitted.Model.History.Findings!.Single(finding => finding.Kind == FindingKind.VanishingGradient && finding.Name == "0.weight");
        Assert.AreEqual(1, vanishing.Epoch);
        Assert.AreEqual(1, log.Warnings.Count(line => line.Contains("dead", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Exploding_gradients_are_named_with_their_weight()
    {
        // Features in the millions: a gradient far larger than the weights that it belongs to.
        Example[] large = [.. Examples.Make(40)
            .Select(e => new Example { Features = [.. e.Features.Select(v => 1e7f * v)], Name = e.Name })];
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            Chain(Dense(4), Output()), Small with { Epochs = 1, Optimizer = Optimizers.Sgd(1e-20), CheckGradients = true }, large);

        TrainingFinding finding =
            fitted.Model.History.Findings!.Single(finding => finding is { Kind: FindingKind.ExplodingGradient, Name: "0.weight" });
        StringAssert.Contains(finding.Message, "the gradient of 0.weight explodes");
    }

    [TestMethod]
    public void A_gradient_that_is_not_finite_is_named_with_its_weight()
    {
        // A large feature times a steep slope overflows a float; the loss, which is zero, does not.
        Example[] rows = Examples.Make(20);
        rows[3].Features = [1e20f, 1e20f, 1e20f];
        NeuralNetworkOptions options = Small with
        {
            Epochs = 1, BatchSize = 20, Optimizer = Optimizers.Sgd(1e-30), CheckGradients = true, Loss = new Steep(),
            LabelColumnName = nameof(Example.Amount),
        };
        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);
        Assert.ThrowsExactly<NonFiniteLossException>(
            () => ml.Regression.Trainers.NeuralNetwork(Chain(Dense(4), Output()), options).Fit(Examples.View(ml, rows)));
        Assert.IsTrue(log.Warnings.Any(line => line.Contains("the gradient of 0.weight is not finite", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Units_of_a_layer_over_steps_are_counted_as_units_and_not_as_steps()
    {
        Layer network = Chain(
            Reshape(3, 1), Dense(7, Relu, bias: false, initializer: Initializers.TruncatedNormal(-9, 0.1, -9.5, -8)), Flatten(), Output());
        Example[] positive = [.. Examples.Make(60)
            .Select(e => new Example { Features = [.. e.Features.Select(v => Math.Abs(v) + 0.1f)], Name = e.Name })];
        using NeuralNetworkTransformer fitted = Fits.Multiclass(network, Small with { Epochs = 1, CheckGradients = true }, positive);
        TrainingFinding dead = fitted.Model.History.Findings!.Single(finding => finding.Kind == FindingKind.DeadUnits);
        StringAssert.Contains(dead.Message, "7 of 7 units of Dense '1' are dead");
    }

    [TestMethod]
    public void A_healthy_network_has_no_findings_and_checking_changes_nothing()
    {
        Layer network = Chain(Dense(5, Tanh), BatchNorm(), Dropout(0.2), Output());
        using NeuralNetworkTransformer seen = Fits.Multiclass(network, Small with { CheckGradients = true }, Examples.Make(60));
        using NeuralNetworkTransformer unseen = Fits.Multiclass(network, Small, Examples.Make(60));
        Assert.IsEmpty(seen.Model.History.Findings!);
        CollectionAssert.AreEqual(Weights.All(unseen), Weights.All(seen));
    }

    [TestMethod]
    public void A_loss_that_is_not_finite_names_the_layer_it_came_from()
    {
        NeuralNetworkOptions options = Small with { BatchSize = 5, Optimizer = Optimizers.Sgd(1e30) };
        string message = Assert.ThrowsExactly<NonFiniteLossException>(
            () => Fits.Regression(Chain(Dense(3), Dense(3), Output()), options, Examples.Make(20))).Message;
        StringAssert.Contains(message, "Dense '1' is the first layer to give such values");
    }

    /// <summary>A loss of zero whose slope is without end.</summary>
    private sealed record Steep : CustomLoss
    {
        public override bool TakesLogits => false;

        public override torch.Tensor Compute(torch.Tensor output, torch.Tensor target, torch.Tensor? weight = null) =>
            ((output - output.detach()) * 1e30).mean();

        public override string ToString() => "Steep()";
    }
}
