using System.Globalization;

namespace MLFlux;

/// <summary>What an experiment is at: reported when a step begins, and, inside a network's fit, after epochs and batches.</summary>
/// <param name="Stage">
/// What is being done, for a person: <c>preparing rows</c>, <c>network</c>, <c>LightGbm</c>, <c>fold 2 of 5, network</c>, ...
/// </param>
/// <param name="Step">The number of the step, from 1.</param>
/// <param name="Steps">How many steps there are; null in a search, which ends by its time.</param>
/// <param name="Elapsed">The time since the experiment began.</param>
public sealed record ExperimentProgress(string Stage, int Step, int? Steps, TimeSpan Elapsed)
{
    /// <summary>The epoch that has just ended; null at the beginning of a step and inside an epoch.</summary>
    public EpochReport? Epoch { get; init; }

    /// <summary>The batch that has just ended, at most ten times a second; null otherwise.</summary>
    public BatchReport? Batch { get; init; }

    /// <summary>How far frozen layers are computed, at most ten times a second; null otherwise.</summary>
    public FrozenReport? Frozen { get; init; }

    /// <summary>One line for a person.</summary>
    public override string ToString()
    {
        string place = Steps is int steps ? $"{Step}/{steps} {Stage}" : $"{Step} {Stage}";
        if (Epoch is not null)
            return $"{place}: {Epoch}";
        if (Frozen is not null)
            return $"{place}: {Frozen}";
        return Batch is null ? place
            : string.Create(CultureInfo.InvariantCulture,
                $"{place}: epoch {Batch.Epoch}/{Batch.Epochs}, batch {Batch.Batch}/{Batch.Batches}, loss {Batch.TrainingLoss:0.0000}");
    }
}
