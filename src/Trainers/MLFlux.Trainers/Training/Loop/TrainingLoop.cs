namespace MLFlux.Training;

/// <summary>
/// Trains a network: epochs of shuffled batches, each a forward pass, a loss, a backward pass and an update; after each epoch a
/// validation, a report, and the decision whether to go on. Leaves the network with the best weights, in scoring mode.
/// </summary>
/// <param name="steps">Runs the batches.</param>
/// <param name="validation">The held-out rows, or null.</param>
/// <param name="best">Keeps the best epoch, and has taken what the fit begins with.</param>
/// <param name="reporter">Reports batches and epochs.</param>
/// <param name="end">Decides whether to go on.</param>
/// <param name="watch">Is told of each epoch, while its weights are there, and what tells the history up to it; null for nobody.</param>
internal sealed class TrainingLoop(StepRunner steps, Validation? validation, KeptBest best, FitReporter reporter, EndRule end,
    Action<EpochReport, Func<TrainingHistory>>? watch = null)
{
    private readonly Learner _learner = steps.Learner;

    /// <summary>Runs the fit.</summary>
    /// <exception cref="NonFiniteLossException">A loss of the first epoch was not finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public TrainingHistory Run()
    {
        TrainingEnd ended = end.AtBegin;
        for (int epoch = _learner.Length.EpochsDone + 1; epoch <= _learner.Length.LastEpoch && ended == TrainingEnd.Completed; epoch++)
            ended = RunEpoch(epoch) is EpochReport report ? Finish(report) : TrainingEnd.NonFiniteLoss;

        best.Restore();
        _learner.Network.Module.eval();
        return History(ended);
    }

    /// <summary>One pass over the rows, or null where a loss was not finite and an earlier epoch's weights are there to keep.</summary>
    private EpochReport? RunEpoch(int epoch)
    {
        reporter.Begin();
        steps.Begin(epoch);
        double rate = _learner.Rate.Rate;
        var mean = new RunningMean();
        int last = 0;
        foreach (BatchRows batch in steps.Batches(epoch))
        {
            last = batch.Batch;
            rate = _learner.Rate.Rate;
            if (steps.TryRun(batch, ref mean) is not double loss)
            {
                reporter.NonFinite("The loss is", epoch, last, steps.FirstNonFinite(batch));
                return null;
            }

            reporter.BatchDone(batch, loss, rate, mean);
            if (end.IsAfterBatch())
                break;
        }

        steps.End();
        if (!_learner.IsFinite)
        {
            reporter.NonFinite("The weights are", epoch, last, layer: null);
            return null;
        }

        double rowsPerSecond = reporter.RowsPerSecond(mean);
        RunningMean? validated = validation?.Run();
        BatchWorkers.End();
        EpochReport report = reporter.Summarize(epoch, rate, mean, rowsPerSecond, validated);
        return report with { IsBest = best.Add(epoch, validated?.Loss ?? mean.Loss) };
    }

    /// <summary>Reports an epoch, decides whether it was the last, and writes a checkpoint; completed where training goes on.</summary>
    private TrainingEnd Finish(EpochReport report)
    {
        reporter.EpochDone(report);
        watch?.Invoke(report, () => History(TrainingEnd.Completed));
        TrainingEnd ended = end.AfterEpoch();

        // A fit cannot go on from an epoch that was cut short, so such an epoch leaves no checkpoint.
        if (ended is TrainingEnd.Completed or TrainingEnd.StoppedEarly)
            best.EpochDone(History(ended));
        return ended;
    }

    private TrainingHistory History(TrainingEnd ended) => reporter.History(best.Epoch, ended) with { Findings = steps.Findings };
}
