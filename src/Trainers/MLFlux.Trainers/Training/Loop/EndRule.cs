namespace MLFlux.Training;

/// <summary>Decides whether a fit ends before its last epoch, for all ranks alike. Its time begins when this is made.</summary>
/// <param name="options">Dry run, time limit, and who else may end the fit.</param>
/// <param name="control">Through which callbacks end the fit.</param>
/// <param name="best">What early stopping looks at.</param>
/// <param name="context">Tells the time, and who trains together.</param>
internal sealed class EndRule(NeuralNetworkOptions options, TrainingControl control, KeptBest best, TrainingContext context)
{
    private readonly FitClock _clock = new(options.TimeLimit, context.Clock);

    private bool IsStopped => control.IsStopped || options.StopToken.IsCancellationRequested;

    /// <summary>Why there is no epoch to run at all; completed where there is one.</summary>
    public TrainingEnd AtBegin => best.IsExhausted ? TrainingEnd.StoppedEarly : TrainingEnd.Completed;

    /// <summary>Whether an epoch ends after this batch.</summary>
    /// <exception cref="OperationCanceledException">The fit of several ranks was cancelled.</exception>
    public bool IsAfterBatch()
    {
        const int goesOn = 0, ends = 1, cancelled = 2;
        OperationCanceledException? cancellation = context.Cancellation();
        int decision = context.Ranks.Agree(cancellation is not null ? cancelled : IsStopped || _clock.IsOver ? ends : goesOn);
        return decision == cancelled
            ? throw cancellation ?? new OperationCanceledException("The fit was cancelled on rank 0.")
            : decision == ends;
    }

    /// <summary>Why training is over after this epoch; completed where it goes on.</summary>
    public TrainingEnd AfterEpoch() => (TrainingEnd)context.Ranks.Agree((int)Decide());

    private TrainingEnd Decide()
    {
        if (options.DryRun)
            return TrainingEnd.DryRun;
        if (IsStopped)
            return TrainingEnd.Stopped;
        if (best.IsExhausted)
            return TrainingEnd.StoppedEarly;
        return _clock.IsOver ? TrainingEnd.TimeLimit : TrainingEnd.Completed;
    }
}
