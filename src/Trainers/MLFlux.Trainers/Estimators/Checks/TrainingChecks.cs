using Microsoft.ML;
using MLFlux.Training;

namespace MLFlux;

/// <summary>Short trial fits, before a long one. None changes the trainer, and none leaves a model.</summary>
public static class TrainingChecks
{
    /// <summary>
    /// Trains on one batch of random rows alone, over and over. A network that cannot learn even that by heart has a fault: a
    /// wrong label column, a learning rate far off, an activation in the wrong place.
    /// </summary>
    /// <param name="trainer">The trainer. Of its options, validation, schedule, freezing, limits and callbacks are left out.</param>
    /// <param name="data">Rows as for <c>Fit</c>.</param>
    /// <param name="updates">How many updates to make at the most, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one update.</exception>
    /// <inheritdoc cref="NeuralNetworkTrainer.Fit(IDataView)" path="/exception"/>
    public static OverfitCheck OverfitOneBatch(this NeuralNetworkTrainer trainer, IDataView data, int updates = 500)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentOutOfRangeException.ThrowIfLessThan(updates, 1);
        NeuralNetworkOptions options = OptionTable.ForTrial(trainer.Options) with
        {
            OneBatch = true,
            Epochs = updates,
            EpochEnd = (report, control) =>
            {
                if (report.TrainingLoss <= OverfitCheck.SmallLoss)
                    control.Stop();
            },
        };
        using NeuralNetworkTransformer fitted = trainer.With(options).Fit(data);
        IReadOnlyList<EpochReport> epochs = fitted.Model.History.Epochs;
        return new OverfitCheck(epochs.Count, epochs[0].TrainingLoss, epochs.Min(epoch => epoch.TrainingLoss), epochs[^1].TrainingAccuracy);
    }

    /// <summary>
    /// Trains while the learning rate grows from update to update, and records the loss: where it falls fastest is a good rate
    /// to begin with, and where it rises is too high. Source: Smith, "Cyclical Learning Rates for Training Neural Networks", 2017.
    /// </summary>
    /// <param name="trainer">The trainer. Of its options, validation, schedule, freezing, limits and callbacks are left out.</param>
    /// <param name="data">Rows as for <c>Fit</c>.</param>
    /// <param name="lowest">The first rate, greater than 0.</param>
    /// <param name="highest">
    /// The last rate, greater than the lowest. Ends before that where the loss has grown to four times its lowest.
    /// </param>
    /// <param name="updates">How many updates to make at the most, at least 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <inheritdoc cref="NeuralNetworkTrainer.Fit(IDataView)" path="/exception"/>
    public static LearningRateCurve FindLearningRate(
        this NeuralNetworkTrainer trainer, IDataView data, double lowest = 1e-6, double highest = 1, int updates = 100)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Construction.ArgumentChecks.That(lowest, lowest > 0, "greater than 0");
        Construction.ArgumentChecks.That(highest, highest > lowest, "greater than the lowest");
        ArgumentOutOfRangeException.ThrowIfLessThan(updates, 10);

        var search = new LearningRateSearch(lowest, highest, updates);
        NeuralNetworkOptions options = OptionTable.ForTrial(trainer.Options) with
        {
            Optimizer = trainer.Options.Optimizer with { LearningRate = lowest },
            Epochs = updates,
            BatchEnd = search.Step,
        };
        try
        {
            trainer.With(options).Fit(data).Dispose();
        }
        catch (NonFiniteLossException) when (search.Points.Count > 0)
        {
            // The last rate was far too high, which is an answer too.
        }

        return new LearningRateCurve(search.Points);
    }
}
