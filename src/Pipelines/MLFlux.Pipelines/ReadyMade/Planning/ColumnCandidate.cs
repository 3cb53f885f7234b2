namespace MLFlux.ReadyMade;

/// <summary>A column of which a network may be given less.</summary>
/// <param name="Profile">The column.</param>
/// <param name="IsNumber">Whether its values are in an order.</param>
internal sealed record ColumnCandidate(ColumnProfile Profile, bool IsNumber)
{
    /// <summary>Whether it is a category whose levels have so few rows that a network would learn them by heart.</summary>
    public bool IsRare { get; init; }
}
