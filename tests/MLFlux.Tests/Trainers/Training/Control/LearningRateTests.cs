using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Training;

/// <summary>Schedules, clipping and accumulation reach the weights.</summary>
[TestClass]
public sealed class LearningRateTests
{
    private static readonly NeuralNetworkOptions Small = new() { Optimizer = Optimizers.Sgd(0.4), BatchSize = 10, Epochs = 4, Seed = 3 };

    [TestMethod]
    public void A_schedule_by_epoch_shows_in_the_reports_and_in_the_weights()
    {
        var one = Fits.Multiclass(Examples.Linear, Fits.FullBatch(3, 0.8) with { Schedule = Schedules.Exponential(0.5) },
            Examples.Make(30));
        CollectionAssert.AreEqual(new[] { 0.8, 0.4, 0.2 }, one.Model.History.Epochs.Select(e => e.LearningRate).ToArray());

        // A gradient step is linear in its rate: the same rates set by hand.
        double[] rates = [0.8, 0.4, 0.2];
        var two = Fits.Multiclass(
            Examples.Linear,
            Fits.FullBatch(3, 0.8) with { EpochEnd = (report, control) => control.LearningRate = rates[Math.Min(2, report.Epoch)] },
            Examples.Make(30));
        CollectionAssert.AreEqual(Weights.All(one), Weights.All(two));
        one.Dispose();
        two.Dispose();
    }

    [TestMethod]
    public void A_schedule_by_batch_changes_the_rate_inside_an_epoch()
    {
        var rates = new List<double>();
        NeuralNetworkOptions options = Small with
        {
            Epochs = 2, Schedule = Schedules.Step(2, 0.5, byBatch: true), BatchEnd = (report, _) => rates.Add(report.LearningRate),
        };
        Fits.Multiclass(Examples.Linear, options, Examples.Make(30)).Dispose();
        CollectionAssert.AreEqual(new[] { 0.4, 0.4, 0.2, 0.2, 0.1, 0.1 }, rates);
    }

    [TestMethod]
    public void A_plateau_sees_the_validation_loss()
    {
        // A rate so small that nothing improves by 1.
        NeuralNetworkOptions options = Small with
        {
            Optimizer = Optimizers.Sgd(1e-6), ValidationFraction = 0.3,
            Schedule = Schedules.Plateau(0.1, patience: 1, minimumImprovement: 1),
        };
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Linear, options, Examples.Make(30));
        Numbers.AreClose([1e-6, 1e-6, 1e-7, 1e-8], [.. fitted.Model.History.Epochs.Select(e => e.LearningRate)], 1e-15);
    }

    [TestMethod]
    [DataRow(30, 5)]
    [DataRow(25, 5)]
    public void Accumulated_batches_are_one_large_batch(int rows, int batchSize)
    {
        Example[] data = Examples.Make(rows);
        using NeuralNetworkTransformer large = Fits.Multiclass(Examples.Linear, Small with { BatchSize = 2 * batchSize }, data);
        using NeuralNetworkTransformer small =
            Fits.Multiclass(Examples.Linear, Small with { BatchSize = batchSize, AccumulatedBatches = 2 }, data);
        using NeuralNetworkTransformer not = Fits.Multiclass(Examples.Linear, Small with { BatchSize = batchSize }, data);
        double[] expected = [.. Weights.All(large).Select(w => (double)w)];
        Numbers.AreClose(expected, [.. Weights.All(small).Select(w => (double)w)], 1e-5);
        Assert.IsGreaterThan(1e-3, expected.Zip(Weights.All(not), (a, b) => Math.Abs(a - b)).Max());
    }

    [TestMethod]
    public void Clipped_gradients_make_a_step_of_the_norm_asked_for()
    {
        NeuralNetworkOptions options = Fits.FullBatch(1, 0.5);
        using NeuralNetworkTransformer none =
            Fits.Multiclass(Examples.Linear, options with { Optimizer = Optimizers.Sgd(1e-30) }, Examples.Make(30));
        using NeuralNetworkTransformer clipped =
            Fits.Multiclass(Examples.Linear, options with { GradientClipping = GradientClipping.ByGlobalNorm(0.01) }, Examples.Make(30));
        double step = Math.Sqrt(Weights.All(clipped).Zip(Weights.All(none), (a, b) => Math.Pow(a - b, 2)).Sum());
        Assert.AreEqual(0.5 * 0.01, step, 1e-6);
        Assert.AreEqual("ByGlobalNorm(0.01)", clipped.Model.Training.GradientClipping);
    }

    [TestMethod]
    public void Wrong_options_are_told_all_at_once()
    {
        NeuralNetworkOptions options = Small with
        {
            AccumulatedBatches = 0, RecordEvery = 0, TimeLimit = TimeSpan.Zero, Schedule = Schedules.Step(0), FrozenLayers = null!,
        };
        string message = Assert.ThrowsExactly<ArgumentException>(() => Fits.Multiclass(Examples.Linear, options, Examples.Make(9))).Message;
        foreach (string name in (string[])["AccumulatedBatches", "RecordEvery", "TimeLimit", "Step: every", "FrozenLayers"])
            StringAssert.Contains(message, name);
    }
}
