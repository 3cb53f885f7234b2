using Microsoft.ML;
using MLFlux.Columns;
using MLFlux.Progress;

namespace MLFlux.Views;

/// <summary>Rows that are counted as they are read, and whose reading can be ended, by whatever reads them.</summary>
/// <param name="source">The rows.</param>
/// <param name="counter">Counts them, in all passes.</param>
internal sealed class CountedRows(IDataView source, RowCounter counter) : IDataView, IKeptRows
{
    public bool CanShuffle => false;

    /// <summary>The table of the source. Rows that are taken from it by their places are not counted.</summary>
    public KeptTable? Kept => (source as IKeptRows)?.Kept;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), counter);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. source.GetRowCursorSet(columnsNeeded, n).Select(cursor => new Cursor(cursor, counter))];

    private sealed class Cursor(DataViewRowCursor row, RowCounter counter) : ForwardingCursor(row)
    {
        public override bool MoveNext() => counter.Next(Row.MoveNext());
    }
}
