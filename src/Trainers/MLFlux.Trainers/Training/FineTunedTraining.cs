using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>Trains the head of a network over its frozen body, and then all of it.</summary>
internal static class FineTunedTraining
{
    /// <param name="job">The fit.</param>
    /// <param name="data">The rows to train on, and to hold out from.</param>
    /// <param name="split">Which of them are held out.</param>
    /// <param name="validationSet">Rows to validate on, or null.</param>
    /// <param name="seed">Decides all that is random.</param>
    public static NeuralNetworkModel Run(TrainingJob job, TrainingData data, RowSplit split, RowsInMemory? validationSet, int seed)
    {
        NeuralNetworkOptions options = job.Options;
        FineTuning tuning = options.FineTuning!;
        var clock = new FitClock(options.TimeLimit, job.Context.Clock);
        int epochs = tuning.HeadEpochs + options.Epochs;
        TrainingJob head = job with
        {
            Options = options with
            {
                FineTuning = null,
                Epochs = tuning.HeadEpochs,
                FrozenLayers = [.. options.FrozenLayers, tuning.Body],
                Schedule = null,
                EarlyStopping = null,
                TemperatureScaling = false,
                DecisionThreshold = null,
                KeepOptimizerState = false,
                Progress = options.Progress is { } progress ? report => progress(report with { Epochs = epochs }) : null,
                BatchProgress = options.BatchProgress is { } batches ? report => batches(report with { Epochs = epochs }) : null,
                EpochModel = options.EpochModel is { } watch ? (report, make) => watch(report with { Epochs = epochs }, make) : null,
            },
        };
        NeuralNetworkModel first = head.Train(data, split, validationSet, seed, FitStart.Fresh, targetScale: null);
        if (first.History.Ended == TrainingEnd.Stopped || options.DryRun)
            return first;

        TrainingJob all = job with
        {
            Options = options with
            {
                FineTuning = null,
                LayerRates = [.. options.LayerRates, new LayerRate(tuning.Body, tuning.BodyRate)],
                TimeLimit = clock.Left,
            },
        };
        return all.Train(data, split, validationSet, seed, new FurtherStart(first), first.TargetScale);
    }
}
