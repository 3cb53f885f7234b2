namespace MLFlux.Columns;

/// <summary>Rows that may be in memory, where any of them is at hand.</summary>
internal interface IKeptRows
{
    /// <summary>The table in memory; null where there is none. Reads the rows if nobody has.</summary>
    KeptTable? Kept { get; }
}
