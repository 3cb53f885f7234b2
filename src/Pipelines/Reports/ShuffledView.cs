using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Reports;

/// <summary>Rows with the values of one column shuffled among them, read in the order of the rows.</summary>
internal sealed class ShuffledView(IDataView source, ShuffledColumn shuffled) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return new Cursor(
            source.GetRowCursor(needed.Where(column => column.Index != shuffled.Column.Index)), shuffled,
            isActive: needed.Any(column => column.Index == shuffled.Column.Index));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, ShuffledColumn shuffled, bool isActive) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            column.Index == shuffled.Column.Index ? isActive : source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Index == shuffled.Column.Index ? (ValueGetter<TValue>)shuffled.Getter(() => source.Position) : source.GetGetter<TValue>(column);

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
