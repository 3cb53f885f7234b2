using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Support;

/// <summary>Passes a view on, and counts how often it is read and by which columns.</summary>
internal sealed class ProbeView(IDataView source) : IDataView
{
    private readonly List<Cursor> _cursors = [];

    /// <summary>How many cursors were opened.</summary>
    public int Opened => _cursors.Count;

    /// <summary>How many of them have not been disposed.</summary>
    public int Open => _cursors.Count(cursor => !cursor.IsDisposed);

    /// <summary>How many rows were read, by all cursors together.</summary>
    public int RowsRead => _cursors.Sum(cursor => cursor.Rows);

    /// <summary>The names of the columns the last cursor was asked for.</summary>
    public IReadOnlyList<string> LastColumns { get; private set; } = [];

    /// <summary>Whether a second cursor is refused, as by a stream that is read once.</summary>
    public bool IsOneShot { get; init; }

    /// <summary>Called before each row.</summary>
    public Action<long>? BeforeRow { get; init; }

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        if (IsOneShot && _cursors.Count > 0)
            throw new InvalidOperationException("This source is read once.");

        DataViewSchema.Column[] columns = [.. columnsNeeded];
        LastColumns = [.. columns.Select(column => column.Name)];
        var cursor = new Cursor(source.GetRowCursor(columns, rand), BeforeRow);
        _cursors.Add(cursor);
        return cursor;
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, Action<long>? beforeRow) : DataViewRowCursor
    {
        public int Rows { get; private set; }

        public bool IsDisposed { get; private set; }

        public override DataViewSchema Schema => source.Schema;

        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool MoveNext()
        {
            beforeRow?.Invoke(source.Position + 1);
            if (!source.MoveNext())
                return false;

            Rows++;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
