namespace MLFlux.ReadyMade;

/// <summary>A column that a network over several columns reads by a branch of its own, beside the table's.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Layer">The branch.</param>
internal sealed record FeatureBranch(string ColumnName, Layer Layer)
{
    /// <summary>What the column's vectors go through in training; null for nothing.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Whether the branch is a pretrained network, which stays as it is.</summary>
    public bool IsFrozen { get; init; }
}
