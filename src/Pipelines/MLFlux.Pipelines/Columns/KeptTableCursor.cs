using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Columns;

/// <summary>Goes over rows of a table in memory.</summary>
internal sealed class KeptTableCursor(
    DataViewSchema schema, KeptColumn?[] columns, bool[] isActive, int rows, int[]? places, CancellationToken cancellation)
    : DataViewRowCursor
{
    private readonly int _count = places?.Length ?? rows;
    private int _position = -1;
    private bool _isOver;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>The place in the table of the row that it stands on.</summary>
    private int Place => places is null ? _position : places[_position];

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
        cancellation.ThrowIfCancellationRequested();
        _isOver = _isOver || _position + 1 == _count;
        _position = _isOver ? -1 : _position + 1;
        return !_isOver;
    }
}
