using Microsoft.ML;
using Microsoft.ML.Data;

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
        DataViewRowCursor source, DataViewSchema.Column replaced, Func<Func<long>, Delegate> getter, bool isActive) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            column.Index == replaced.Index ? isActive : source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Index == replaced.Index ? (ValueGetter<TValue>)getter(() => source.Position) : source.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool MoveNext() => source.MoveNext();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
