using Microsoft.ML.Data;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>What is reported of a fit is what happened in it.</summary>
[TestClass]
public sealed class TrainingHistoryTests
{
    [TestMethod]
    public void Every_epoch_is_reported_in_history_callback_and_log_alike()
    {
        var ml = new Microsoft.ML.MLContext(seed: 1);
        var log = new MessageLog(ml);
        var reports = new List<EpochReport>();
        var options = new NeuralNetworkOptions
        {
            Epochs = 4, BatchSize = 7, ValidationFraction = 0.2, Optimizer = Optimizers.Sgd(0.2), Progress = reports.Add,
        };

        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, options)
            .Fit(Examples.Keyed(ml, Examples.Make(90)));
        TrainingHistory history = fitted.Model.History;

        CollectionAssert.AreEqual(reports, history.Epochs.ToArray());
        CollectionAssert.AreEqual(reports.Select(report => report.ToString()).ToArray(), log.Lines);
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, reports.Select(report => report.Epoch).ToArray());
        Assert.AreEqual(72, history.TrainingRows);
        Assert.AreEqual(18, history.ValidationRows);
        Assert.AreEqual(TrainingEnd.Completed, history.Ended);
        foreach (EpochReport report in reports)
        {
            Assert.AreEqual(4, report.Epochs);
            Assert.AreEqual(0.2, report.LearningRate);
            Assert.IsGreaterThan(TimeSpan.Zero, report.Duration);
            Assert.IsGreaterThanOrEqualTo(72 / report.Duration.TotalSeconds, report.RowsPerSecond);
            Assert.IsInRange(0, 1, report.TrainingAccuracy!.Value);
            Assert.IsInRange(0, 1, report.ValidationAccuracy!.Value);
        }

        Assert.IsLessThan(reports[0].TrainingLoss, reports[3].TrainingLoss);
    }

    [TestMethod]
    public void Regression_has_no_accuracy_and_no_validation_unless_asked()
    {
        using NeuralNetworkTransformer fitted = Fits.Regression(Output(), Fits.FullBatch(2, 0.1), Examples.Make(20));

        foreach (EpochReport report in fitted.Model.History.Epochs)
        {
            Assert.IsNull(report.TrainingAccuracy);
            Assert.IsNull(report.ValidationLoss);
            Assert.IsNull(report.ValidationAccuracy);
        }

        Assert.AreEqual(2, fitted.Model.History.BestEpoch);
        Assert.AreEqual(0, fitted.Model.History.ValidationRows);
    }

    [TestMethod]
    public void The_best_epoch_is_restored()
    {
        // A learning rate too high makes the validation loss rise and fall.
        Example[] train = Examples.Make(30, seed: 1), held = Examples.Make(700, seed: 2);
        NeuralNetworkOptions options = Fits.FullBatch(12, learningRate: 20) with
        {
            LabelColumnName = nameof(Example.Yes), TemperatureScaling = false, // The history's losses are without a temperature.
        };
        var ml = new Microsoft.ML.MLContext(seed: 1);

        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers
            .NeuralNetwork(Chain(Dense(6, Relu), Output()), options).Fit(Examples.View(ml, train), Examples.View(ml, held));
        TrainingHistory history = fitted.Model.History;
        EpochReport best = history.Epochs[history.BestEpoch - 1];

        Assert.AreEqual(history.Epochs.Min(report => report.ValidationLoss), best.ValidationLoss);
        Assert.AreNotEqual(12, history.BestEpoch, "The last epoch would be the best by chance.");
        Assert.AreEqual(history.BestEpoch, history.Epochs.Last(report => report.IsBest).Epoch);
        float[] logits = Fits.Numbers(fitted, held);
        double loss = logits.Zip(held, (logit, row) => Math.Log(1 + Math.Exp(row.Yes ? -logit : logit))).Average();
        Assert.AreEqual(loss, best.ValidationLoss!.Value, 1e-5);
        Assert.AreEqual(logits.Zip(held, (logit, row) => logit > 0 == row.Yes ? 1.0 : 0).Average(), best.ValidationAccuracy!.Value, 1e-12);
    }

    [TestMethod]
    public void Early_stopping_ends_after_the_patience_without_improvement()
    {
        // All weights at 0 and targets at their mean: nothing can improve.
        Example[] rows = [.. Examples.Make(20).Select(row => new Example { Features = row.Features, Amount = 3 })];
        NeuralNetworkOptions options = Fits.FullBatch(50, 0.1) with { EarlyStopping = new EarlyStopping(patience: 3) };
        Layer zeros = Output(bias: false, initializer: Initializers.Zeros);

        using NeuralNetworkTransformer fitted = Fits.Regression(zeros, options, rows);

        Assert.AreEqual(TrainingEnd.StoppedEarly, fitted.Model.History.Ended);
        Assert.HasCount(4, fitted.Model.History.Epochs);
    }

    [TestMethod]
    public void What_a_callback_throws_reaches_the_caller()
    {
        var thrown = new FormatException("enough");
        NeuralNetworkOptions epoch = Fits.FullBatch(3) with { Progress = _ => throw thrown };
        NeuralNetworkOptions batch = Fits.FullBatch(3) with { BatchProgress = _ => throw thrown };

        Assert.AreSame(thrown, Assert.ThrowsExactly<FormatException>(() => Fits.Binary(Output(), epoch, Examples.Make(9))));
        Assert.AreSame(thrown, Assert.ThrowsExactly<FormatException>(() => Fits.Binary(Output(), batch, Examples.Make(9))));
    }

    [TestMethod]
    public void Batches_are_reported_ten_times_a_second_at_most()
    {
        var clock = new HandClock();
        var reports = new List<(int Epoch, BatchReport Report)>();
        int batches = 0;
        var options = new NeuralNetworkOptions
        {
            Epochs = 4, BatchSize = 10,
            BatchProgress = report => reports.Add((report.Epoch, report)),
            BatchEnd = (_, _) =>
            {
                batches++;
                clock.Advance(TimeSpan.FromMilliseconds(40));
            },
        };

        Run(options, clock);

        Assert.AreEqual(20, batches);
        CollectionAssert.AreEqual(
            new[] { (1, 1), (1, 4), (2, 2), (2, 5), (3, 3), (4, 1), (4, 4) }, // Every 120 ms, the first time they have reached 100.
            reports.Select(report => (report.Epoch, report.Report.Batch)).ToArray());
        foreach ((_, BatchReport report) in reports.Skip(1))
        {
            Assert.AreEqual(5, report.Batches);
            Assert.IsInRange(0, 1, report.TrainingAccuracy!.Value);
        }
    }

    [TestMethod]
    public void Time_is_that_of_the_contexts_clock()
    {
        var clock = new HandClock();
        var options = new NeuralNetworkOptions
        {
            Epochs = 9, BatchSize = 10, TimeLimit = TimeSpan.FromSeconds(8), BatchEnd = (_, _) => clock.Advance(TimeSpan.FromSeconds(1)),
        };

        TrainingHistory history = Run(options, clock);

        Assert.AreEqual(TrainingEnd.TimeLimit, history.Ended);
        CollectionAssert.AreEqual(new[] { 5.0, 3 }, history.Epochs.Select(epoch => epoch.Duration.TotalSeconds).ToArray());
        CollectionAssert.AreEqual(new[] { 9.0, 10 }, history.Epochs.Select(epoch => epoch.RowsPerSecond).ToArray());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(0.3)]
    public void The_best_epoch_is_the_last_one_marked_as_best(double validationFraction)
    {
        // Labels that contradict each other, and one step that is far too large, leave the last epochs worse than those before.
        Example[] rows = Examples.Make(40);
        for (int i = 0; i < rows.Length; i += 4)
            rows[i].Yes = !rows[i].Yes;
        NeuralNetworkOptions options = Fits.FullBatch(12) with
        {
            ValidationFraction = validationFraction,
            EpochEnd = (report, control) => control.LearningRate = report.Epoch == 10 ? 1e4 : control.LearningRate,
        };

        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), options, rows);

        TrainingHistory history = fitted.Model.History;
        Assert.AreEqual(history.BestEpoch, history.Epochs.Last(report => report.IsBest).Epoch);
        if (validationFraction == 0)
        {
            Assert.AreEqual(12, history.BestEpoch);
            Assert.AreNotEqual(history.Epochs.Min(report => report.TrainingLoss), history.Epochs[^1].TrainingLoss,
                "The lowest loss would be the last by chance.");
        }
    }

    private static TrainingHistory Run(NeuralNetworkOptions options, TimeProvider clock)
    {
        const int Rows = 45;
        var features = new FeatureStore(Examples.Width);
        var targets = new BinaryTargets();
        foreach (Example row in Examples.Make(Rows))
        {
            features.Add(new VBuffer<float>(Examples.Width, row.Features));
            targets.Add(row.Yes);
        }

        Libtorch.Load();
        var job = new TrainingJob(
            PredictionTask.BinaryClassification, Dense(1),
            InputLayout.Alone(new InputColumn("Features", new Shape(Examples.Width), InputKind.Numbers)),
            Losses.BinaryCrossEntropy(), options,
            new TrainingContext(_ => { }, _ => { }, () => { }) { Clock = clock }, TorchSharp.torch.CPU, Classes: null);
        var data = new TrainingData(
            new RowsInMemory(new FeatureStores(features), targets, weights: null), IsStreamed: false, Examples.Width * sizeof(float),
            () => throw new NotSupportedException(), () => throw new NotSupportedException());
        return job.Run(data, validationSet: null, seed: 1, FitStart.Fresh).History;
    }
}
