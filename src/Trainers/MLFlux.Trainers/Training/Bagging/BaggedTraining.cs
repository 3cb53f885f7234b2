using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>
/// Trains one network for each of several folds, on the rows of the others, and makes one model of them: their ensemble. Source:
/// Breiman, "Bagging Predictors", 1996, with folds in the place of bootstrap samples.
/// </summary>
internal static class BaggedTraining
{
    /// <param name="job">The fit of one network, and those of candidates.</param>
    /// <param name="data">All rows.</param>
    /// <param name="seed">Decides the folds, and all that is random in each fit.</param>
    public static NeuralNetworkModel Run(TrainingJob job, TrainingData data, int seed)
    {
        var fits = new BagFits(job, data, seed);
        var own = new BagEntrant(job);
        IReadOnlyList<BagEntrant> chosen = [own];
        if (job.Candidates.Count == 0 || job.Options.DryRun)
            fits.Complete(own);
        else
            chosen = new BagSearch(fits, own, [.. job.Candidates.Select(one => new BagEntrant(one))], job.Context.Warn).Run();
        NeuralNetworkModel[] models = [.. chosen.SelectMany(entrant => entrant.Models)];
        bool isShort = !fits.IsStopped && models.Length < fits.Folds;
        if (isShort)
        {
            job.Context.Warn(
                $"{nameof(NeuralNetworkOptions.TimeLimit)} left time for {models.Length} of the {fits.Folds} networks that "
                + $"{nameof(NeuralNetworkOptions.BaggedFolds)} asks for; more time makes a better mean.");
        }

        TrainingHistory history = Join([.. fits.All.Select(model => model.History)], data.Set.Count, isShort);
        return Join(job, models, history, seed);
    }

    private static NeuralNetworkModel Join(TrainingJob job, NeuralNetworkModel[] models, TrainingHistory history, int seed)
    {
        IEnumerable<NetworkWeight> weights = models.SelectMany((model, place) =>
            model.Weights.Select(weight => weight with { Name = FormattableString.Invariant($"{place}.{weight.Name}") }));
        return new NeuralNetworkModel(
            job.Task, new EnsembleLayer([.. models.Select(model => model.Network)]), models[0].Inputs, [.. weights],
            history, job.Record(seed), models[0].TargetScale, job.Classes,
            optimizerState: null)
        {
            Quantiles = models[0].Quantiles,
            QuantileShifts = Mean([.. models.Select(model => model.QuantileShifts)]),
            Views = models[0].Views,
            Baseline = Mean([.. models.Select(model => model.Baseline)]),
        };
    }

    /// <summary>The mean of what each network has; null where one has nothing.</summary>
    private static float[]? Mean(IReadOnlyList<IReadOnlyList<float>?> all) => all.Any(values => values is null) ? null
        : [.. Enumerable.Range(0, all[0]!.Count).Select(i => (float)all.Average(values => (double)values![i]))];

    /// <summary>
    /// The epochs of all networks, also of those that were only tried, one after another; each row was trained on, and held out once.
    /// </summary>
    /// <param name="histories">Of each network.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="isShort">Whether the time left some networks out.</param>
    private static TrainingHistory Join(IReadOnlyList<TrainingHistory> histories, int rows, bool isShort)
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
        return new TrainingHistory(reports, best, rows, rows, isShort ? TrainingEnd.TimeLimit : histories[^1].Ended)
        {
            Batches = histories[0].Batches is null ? null : batches,
            Findings = histories[0].Findings is null ? null : findings,
            LeftOut = histories[0].LeftOut,
        };
    }
}
