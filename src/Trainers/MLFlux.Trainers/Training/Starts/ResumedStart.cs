using MLFlux.Models;

namespace MLFlux.Training;

/// <summary>A checkpoint: the fit goes on as if it had not stopped.</summary>
/// <param name="checkpoint">The checkpoint.</param>
/// <param name="path">Where it was read from, for messages.</param>
internal sealed class ResumedStart(TrainingCheckpoint checkpoint, string path) : FitStart
{
    public override NeuralNetworkModel Learned => checkpoint.Now;

    public override int EpochsBefore => checkpoint.EpochsBefore;

    public override int EpochsDone => checkpoint.Epoch;

    public override bool? FrozenOnce => checkpoint.FrozenOnce;

    public override IEnumerable<EpochReport> Epochs => checkpoint.Now.History.Epochs;

    public override IEnumerable<BatchRecord> Batches => checkpoint.Now.History.Batches ?? [];

    public override IEnumerable<TrainingFinding> Findings => checkpoint.Now.History.Findings ?? [];

    public override void Check(TrainingRecord record, long trainingRows, long validationRows) =>
        checkpoint.Check(path, record, trainingRows, validationRows);

    public override void Begin(Learner learner, KeptBest best, Validation? validation, TrainingContext context)
    {
        best.Resume(checkpoint, path);
        context.Info($"Training goes on from the checkpoint after epoch {checkpoint.Epoch}.");
    }
}
