using Microsoft.ML;
using MLFlux.Columns;
using MLFlux.Rows;

namespace MLFlux.Views;

/// <summary>Rows of which some columns are in memory; who wants another one reads the rows again.</summary>
/// <param name="table">The columns in memory.</param>
/// <param name="source">The rows.</param>
internal sealed class PartlyKeptRows(KeptTable table, IDataView source) : IDataView, IKeptFeatures
{
    private readonly long? _rows = table.GetRowCount();
    private KeptTable? _kept = table;

    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    /// <summary>Gives the memory back; whoever reads rows from now on reads them again.</summary>
    public void Forget() => _kept = null;

    public FeatureStore? Kept(DataViewSchema.Column column) => _kept?.Vectors(column);

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return _kept is { } kept && Array.TrueForAll(needed, kept.Has) ? kept.GetRowCursor(needed) : source.GetRowCursor(needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
