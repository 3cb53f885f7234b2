using Microsoft.ML;
using MLFlux.Columns;

namespace MLFlux.Evaluation;

/// <summary>Rows with other values in one column, read in the order of the rows.</summary>
/// <param name="source">The rows.</param>
/// <param name="replaced">The column.</param>
/// <param name="getter">Makes its getter, from what gives the place of the cursor's row.</param>
internal sealed class ReplacedColumnView(IDataView source, DataViewSchema.Column replaced, Func<Func<long>, Delegate> getter) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return new Cursor(
            source.GetRowCursor(needed.Where(column => column.Index != replaced.Index)), replaced, getter,
            isActive: needed.Any(column => column.Index == replaced.Index));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(
        DataViewRowCursor source, DataViewSchema.Column replaced, Func<Func<long>, Delegate> getter, bool isActive)
        : ForwardingCursor(source)
    {
        public override bool IsColumnActive(DataViewSchema.Column column) =>
            column.Index == replaced.Index ? isActive : Row.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Index == replaced.Index ? (ValueGetter<TValue>)getter(() => Row.Position) : Row.GetGetter<TValue>(column);
    }
}
