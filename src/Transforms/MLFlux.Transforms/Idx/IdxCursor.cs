using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Idx;

/// <summary>
/// Goes over an <see cref="IdxDataView"/>, alone or as one of several that share the rows: each takes every n-th block,
/// and numbers its batches by block, which is how ML.NET puts the rows of several cursors back in order.
/// </summary>
internal sealed class IdxCursor : DataViewRowCursor
{
    /// <summary>Rows that one cursor of a set takes before the next has its turn.</summary>
    public const int BlockSize = 64;

    private readonly IdxDataView _view;
    private readonly bool[] _active;
    private readonly int[]? _order;
    private readonly int _cursors;
    private long _place;
    private int _row;
    private long _position = -1;

    public IdxCursor(IdxDataView view, bool[] active, int[]? order, int index, int cursors)
    {
        _view = view;
        _active = active;
        _order = order;
        _cursors = cursors;
        _place = ((long)index * BlockSize) - 1;
    }

    public override DataViewSchema Schema => _view.Schema;

    public override long Position => _position;

    public override long Batch => _cursors == 1 || _position < 0 ? 0 : _place / BlockSize;

    public override bool IsColumnActive(DataViewSchema.Column column)
        => column.Index < _active.Length ? _active[column.Index] : throw ForeignColumn(column);

    public override bool MoveNext()
    {
        if (_place >= _view.RowCount)
            return false;

        _place++;
        bool blockEnds = _place % BlockSize == 0 && _position >= 0;
        if (blockEnds)
            _place += BlockSize * (_cursors - 1);

        if (_place >= _view.RowCount)
        {
            _place = _view.RowCount;
            _position = -1;
            return false;
        }

        _position++;
        _row = _order?[_place] ?? (int)_place;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' was not asked for when this cursor was made.");

        Delegate getter = _view.IsImageColumn(column) ? ImageGetter(_view.Images!) : LabelGetter(_view.Labels!);
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        int firstRow = (_view.Images ?? _view.Labels)!.FirstRow;
        return (ref DataViewRowId id) =>
        {
            CheckOnRow();
            id = new DataViewRowId((ulong)firstRow + (ulong)_row, 0);
        };
    }

    private ValueGetter<VBuffer<byte>> ImageGetter(IdxRows images)
    {
        int size = images.RowSize;
        return (ref VBuffer<byte> image) =>
        {
            CheckOnRow();
            var editor = VBufferEditor.Create(ref image, size);
            images.Values.AsSpan(_row * size, size).CopyTo(editor.Values);
            image = editor.Commit();
        };
    }

    private ValueGetter<byte> LabelGetter(IdxRows labels) => (ref byte label) =>
    {
        CheckOnRow();
        label = labels.Values[_row];
    };

    private void CheckOnRow()
    {
        if (_position < 0)
            throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and stop when it returns false.");
    }

    private InvalidOperationException ForeignColumn(DataViewSchema.Column column)
        => new($"Column '{column.Name}' (index {column.Index}) is not of this view, which has {_active.Length}.");
}
