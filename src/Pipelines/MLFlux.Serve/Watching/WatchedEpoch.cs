namespace MLFlux.Watching;

/// <summary>The figures of an epoch; null where there is none, or none yet.</summary>
internal sealed record WatchedEpoch(int Epoch)
{
    public double? TrainingLoss { get; init; }

    public double? TrainingAccuracy { get; init; }

    /// <summary>The loss over the validation rows or, without them, over the rows shown.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The main figure over the rows shown.</summary>
    public double? Figure { get; init; }

    /// <summary>Whether its weights are the ones to keep so far.</summary>
    public bool IsBest { get; init; }
}
