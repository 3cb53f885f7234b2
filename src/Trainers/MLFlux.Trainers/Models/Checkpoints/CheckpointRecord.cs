namespace MLFlux.Models;

/// <summary>The content of <c>Fit.json</c> in a checkpoint; see <see cref="Models.TrainingCheckpoint"/>.</summary>
internal sealed record CheckpointRecord
{
    /// <summary>The version this code writes, and the only one it reads.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required int EpochsBefore { get; init; }

    public double? LossBefore { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Whether frozen layers were computed once for all rows; not written where they were computed in each epoch.</summary>
    public bool? FrozenOnce { get; init; }

    /// <summary>The optimizer's state after the best epoch; null where that is the last one.</summary>
    public OptimizerRecord? Best { get; init; }
}
