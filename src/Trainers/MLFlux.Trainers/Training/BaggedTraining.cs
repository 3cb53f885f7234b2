using MLFlux.Models;
using MLFlux.Rows;
using MLFlux.Seeds;

namespace MLFlux.Training;

/// <summary>
/// Trains one network for each of several folds, on the rows of the others, and makes one model of them: their ensemble. Source:
/// Breiman, "Bagging Predictors", 1996, with folds in the place of bootstrap samples.
/// </summary>
internal static class BaggedTraining
{
    /// <param name="job">The fit of one network.</param>
    /// <param name="data">All rows.</param>
    /// <param name="seed">Decides the folds, and all that is random in each fit.</param>
    public static NeuralNetworkModel Run(TrainingJob job, TrainingData data, int seed)
    {
        int folds = Math.Min(job.Options.BaggedFolds, data.Set.Targets.Parts);
        var random = new Random(FitSeeds.From(seed).Split);
        IReadOnlyList<RowSplit> splits = data.Set.Targets.Folds(folds, random);

        // One scale for all networks, whose outputs are averaged.
        TargetScale? scale = (data.Set.Targets as ValueTargets)?.Measure(RowSplit.All(data.Set.Count).Training);
        var clock = new FitClock(job.Options.TimeLimit, job.Context.Clock);
        var models = new List<NeuralNetworkModel>();
        foreach (RowSplit split in splits)
        {
            int left = folds - models.Count;
            TrainingJob fold = job with { Options = ForFold(job.Options, left, clock.Left / left, models) };
            models.Add(fold.Train(data, split, validationSet: null, random.Next(), FitStart.Fresh, scale));
            if (models[^1].History.Ended == TrainingEnd.Stopped)
                break; // A callback has ended the whole fit.
        }

        return Join(job, models, data.Set.Count, seed);
    }

    /// <summary>The options of a fold's fit: its part of the time, and callbacks that count the epochs of all of them.</summary>
    private static NeuralNetworkOptions ForFold(NeuralNetworkOptions options, int left, TimeSpan? time, List<NeuralNetworkModel> before)
    {
        int done = before.Sum(model => model.History.Epochs.Count);
        int all = done + (left * options.Epochs);
        EpochReport OfEpoch(EpochReport report) => report with { Epoch = done + report.Epoch, Epochs = all };
        BatchReport OfBatch(BatchReport report) => report with { Epoch = done + report.Epoch, Epochs = all };
        return options with
        {
            BaggedFolds = 1,
            TemperatureScaling = false, // A temperature belongs to one network's outputs, not to those that are averaged.
            KeepOptimizerState = false, // The ensemble keeps none.
            TimeLimit = time,
            Progress = options.Progress is { } progress ? report => progress(OfEpoch(report)) : null,
            EpochEnd = options.EpochEnd is { } epochEnd ? (report, control) => epochEnd(OfEpoch(report), control) : null,
            BatchProgress = options.BatchProgress is { } batchProgress ? report => batchProgress(OfBatch(report)) : null,
            BatchEnd = options.BatchEnd is { } batchEnd ? (report, control) => batchEnd(OfBatch(report), control) : null,
        };
    }

    private static NeuralNetworkModel Join(TrainingJob job, List<NeuralNetworkModel> models, int rows, int seed)
    {
        IEnumerable<NetworkWeight> weights = models.SelectMany((model, place) =>
            model.Weights.Select(weight => weight with { Name = FormattableString.Invariant($"{place}.{weight.Name}") }));
        return new NeuralNetworkModel(
            job.Task, new EnsembleLayer([.. models.Select(model => model.Network)]), models[0].Inputs, [.. weights],
            Join([.. models.Select(model => model.History)], rows), job.Record(seed), models[0].TargetScale, job.Classes,
            optimizerState: null)
        {
            Quantiles = models[0].Quantiles,
            QuantileShifts = Mean([.. models.Select(model => model.QuantileShifts)]),
            Baseline = Mean([.. models.Select(model => model.Baseline)]),
        };
    }

    /// <summary>The mean of what each network has; null where one has nothing.</summary>
    private static float[]? Mean(IReadOnlyList<IReadOnlyList<float>?> all) => all.Any(values => values is null) ? null
        : [.. Enumerable.Range(0, all[0]!.Count).Select(i => (float)all.Average(values => (double)values![i]))];

    /// <summary>The epochs of all networks, one after another; each row was trained on, and held out once.</summary>
    private static TrainingHistory Join(IReadOnlyList<TrainingHistory> histories, int rows)
    {
        var epochs = new List<EpochReport>();
        var batches = new List<BatchRecord>();
        var findings = new List<TrainingFinding>();
        int best = 0;
        foreach (TrainingHistory history in histories)
        {
            int before = epochs.Count;
            best = before + history.BestEpoch;
            batches.AddRange((history.Batches ?? []).Select(record => record with { Epoch = before + record.Epoch }));
            findings.AddRange((history.Findings ?? []).Select(finding => finding with { Epoch = before + finding.Epoch }));
            epochs.AddRange(history.Epochs.Select(report => report with { Epoch = before + report.Epoch }));
        }

        EpochReport[] reports = [.. epochs.Select(report => report with { Epochs = epochs.Count })];
        return new TrainingHistory(reports, best, rows, rows, histories[^1].Ended)
        {
            Batches = histories[0].Batches is null ? null : batches,
            Findings = histories[0].Findings is null ? null : findings,
            LeftOut = histories[0].LeftOut,
        };
    }
}
