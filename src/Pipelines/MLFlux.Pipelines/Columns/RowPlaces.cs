namespace MLFlux.Columns;

/// <summary>Which rows of a table in memory a cursor goes over.</summary>
/// <param name="All">The places of rows, in any order; null for those of all rows.</param>
/// <param name="Count">How many rows there are.</param>
internal readonly record struct RowPlaces(int[]? All, int Count)
{
    /// <summary>How many rows, one behind the other, make a batch.</summary>
    public const int BatchRows = 128;

    /// <summary>Of several cursors that share the batches, this one takes the first and each that many further on.</summary>
    public int Part { get; init; }

    /// <summary>How many cursors there are.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The rows dealt to so many cursors, batch by batch.</summary>
    public IEnumerable<RowPlaces> Deal(int parts)
    {
        RowPlaces whole = this;
        return Enumerable.Range(0, parts).Select(part => whole with { Part = part, Parts = parts });
    }
}
