using Microsoft.ML;

namespace MLFlux.Columns;

/// <summary>Rows that are kept in memory when they are first read, if they fit there; otherwise they are read again each time.</summary>
/// <param name="source">The rows.</param>
/// <param name="budget">How many bytes they may take.</param>
internal sealed class KeptOnDemand(IDataView source, long budget) : IDataView, IKeptRows
{
    private readonly Lazy<KeptTable?> _kept = new(() => KeptTable.Read(source, budget));

    /// <inheritdoc/>
    public KeptTable? Kept => _kept.Value;

    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    /// <summary>The memory that is used where nobody says: a quarter of what the process may have.</summary>
    public static long DefaultBudget => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    public long? GetRowCount() => _kept.IsValueCreated && _kept.Value is { } kept ? kept.GetRowCount() : source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        (Kept ?? source).GetRowCursor(columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        Kept is { } kept ? kept.GetRowCursorSet(columnsNeeded, n) : source.GetRowCursorSet(columnsNeeded, n);
}
