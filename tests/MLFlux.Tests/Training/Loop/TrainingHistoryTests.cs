using MLFlux.Tests.Support;
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
        NeuralNetworkOptions options = Fits.FullBatch(12, learningRate: 20) with { LabelColumnName = nameof(Example.Yes) };
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
        var reports = new List<(BatchReport Report, TimeSpan At)>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var options = new NeuralNetworkOptions
        {
            Epochs = 60, BatchSize = 10, BatchProgress = report => reports.Add((report, watch.Elapsed)),
        };

        Fits.Binary(Output(), options, Examples.Make(45)).Dispose();

        Assert.IsNotEmpty(reports);
        for (int i = 1; i < reports.Count; i++)
            Assert.IsGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(99), reports[i].At - reports[i - 1].At);
        foreach ((BatchReport report, _) in reports)
        {
            Assert.AreEqual(5, report.Batches);
            Assert.IsInRange(1, 5, report.Batch);
            Assert.IsInRange(0, 1, report.TrainingAccuracy!.Value);
            Assert.IsGreaterThan(0, report.RowsPerSecond);
        }
    }
}
