using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Columns;

/// <summary>Goes over rows of a table in memory.</summary>
/// <param name="schema">The table's schema.</param>
/// <param name="columns">Its columns.</param>
/// <param name="isActive">Which of them are read.</param>
/// <param name="rows">The rows.</param>
/// <param name="cancellation">Ends reading.</param>
internal sealed class KeptTableCursor(
    DataViewSchema schema, KeptColumn?[] columns, bool[] isActive, RowPlaces rows, CancellationToken cancellation)
    : DataViewRowCursor
{
    private int _batch = rows.Part - rows.Parts, _row = -1, _end; // The row within the places, and where its batch ends.
    private long _position = -1;
    private bool _isOver;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => _batch;

    /// <summary>The place in the table of the row that it stands on.</summary>
    private int Place => rows.All is null ? _row : rows.All[_row];

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(isActive, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(isActive, column);
        if (columns[column.Index] is not KeptColumn<TValue> values)
            throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, and no {typeof(TValue).Name}.");
        return (ref TValue value) => values.Read(Place, ref value);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)Place, 0);

    public override bool MoveNext()
    {
        if (_isOver || (++_row >= _end && !TakeBatch()))
        {
            (_isOver, _position, _row) = (true, -1, -1);
            return false;
        }

        _position++;
        return true;
    }

    private bool TakeBatch()
    {
        cancellation.ThrowIfCancellationRequested();
        _batch += rows.Parts;
        long start = (long)_batch * RowPlaces.BatchRows;
        if (start >= rows.Count)
            return false;
        _row = (int)start;
        _end = (int)Math.Min(rows.Count, start + RowPlaces.BatchRows);
        return true;
    }
}
