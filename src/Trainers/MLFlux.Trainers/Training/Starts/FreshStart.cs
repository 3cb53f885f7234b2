namespace MLFlux.Training;

/// <summary>A new network.</summary>
internal sealed class FreshStart : FitStart
{
    public override void Begin(Learner learner, KeptBest best, Validation? validation, TrainingContext context) => best.Begin(EpochsBefore);
}
