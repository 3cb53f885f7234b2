namespace MLFlux.Training;

/// <summary>A fitted model, trained further: its epochs are counted on, and what makes it no better leaves it as it was.</summary>
/// <param name="origin">The model.</param>
internal sealed class FurtherStart(NeuralNetworkModel origin) : FitStart
{
    public override NeuralNetworkModel Learned => origin;

    public override int EpochsBefore { get; } = Math.Max(0, origin.History.BestEpoch);

    public override IEnumerable<EpochReport> Epochs => origin.History.Epochs.TakeWhile(report => report.Epoch <= EpochsBefore);

    public override void Begin(Learner learner, KeptBest best, Validation? validation, TrainingContext context)
    {
        bool goesOn = origin.OptimizerState is { } state && learner.TryWriteOptimizer(state);
        context.Info($"Training goes on after epoch {EpochsBefore}, {(goesOn ? "with" : "without")} the optimizer's state.");
        best.Begin(EpochsBefore);
        if (validation is not null)
            best.MustBeat(EpochsBefore, validation.Run().Loss);
    }
}
