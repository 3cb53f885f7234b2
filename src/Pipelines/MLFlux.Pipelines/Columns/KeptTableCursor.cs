using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Columns;

/// <summary>Goes over rows of a table in memory.</summary>
internal sealed class KeptTableCursor(
    DataViewSchema schema, KeptColumn?[] columns, bool[] isActive, int rows, int[]? places, CancellationToken cancellation)
    : DataViewRowCursor
{
    private readonly int _count = places?.Length ?? rows;
    private int _position = -1;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>The place in the table of the row that it stands on.</summary>
    private int Place => places is null ? _position : places[_position];

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < isActive.Length && isActive[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column) || columns[column.Index] is not { } kept)
            throw new InvalidOperationException($"Column '{column.Name}' is not among those that were asked for.");
        if (kept is not KeptColumn<TValue> values)
            throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, and no {typeof(TValue).Name}.");
        return (ref TValue value) => value = values[Place];
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)Place, 0);

    public override bool MoveNext()
    {
        cancellation.ThrowIfCancellationRequested();
        if (_position + 1 < _count)
        {
            _position++;
            return true;
        }

        _position = -1;
        return false;
    }
}
