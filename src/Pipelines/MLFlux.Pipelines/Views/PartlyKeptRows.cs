using Microsoft.ML;
using MLFlux.Columns;
using MLFlux.Rows;

namespace MLFlux.Views;

/// <summary>Rows of which some columns are in memory; who wants another one reads the rows again.</summary>
/// <param name="kept">The columns in memory.</param>
/// <param name="source">The rows.</param>
internal sealed class PartlyKeptRows(KeptTable kept, IDataView source) : IDataView, IKeptFeatures
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public FeatureStore? Kept(DataViewSchema.Column column) => kept.Vectors(column);

    public long? GetRowCount() => kept.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return Array.TrueForAll(needed, kept.Has) ? kept.GetRowCursor(needed) : source.GetRowCursor(needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
