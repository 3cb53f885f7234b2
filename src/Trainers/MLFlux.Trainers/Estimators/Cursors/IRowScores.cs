namespace MLFlux.Estimators;

/// <summary>The finished scores of the row that a cursor or a mapped row stands on.</summary>
internal interface IRowScores
{
    /// <summary>As many numbers as the network gives; valid until the row moves.</summary>
    ReadOnlySpan<float> Current { get; }
}
