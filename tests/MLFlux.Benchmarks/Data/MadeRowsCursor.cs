using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Data;

/// <summary>See <see cref="MadeRows"/>.</summary>
internal sealed class MadeRowsCursor(MadeRows view, HashSet<int> active) : DataViewRowCursor
{
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => view.Schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override bool MoveNext()
    {
        _position = _position + 1 < view.Rows && _position >= -1 ? _position + 1 : -2;
        return _position >= 0;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Delegate getter = column.Name == "Label" ? (ValueGetter<uint>)GetLabel
            : column.Name == "Table" ? (ValueGetter<VBuffer<float>>)GetTable
            : view.IsBytes ? (ValueGetter<VBuffer<byte>>)GetBytes : (ValueGetter<VBuffer<float>>)GetFeatures;
        return (ValueGetter<TValue>)getter;
    }

    private void GetLabel(ref uint value) => value = (uint)(_position % MadeRows.Classes) + 1;

    private void GetBytes(ref VBuffer<byte> value)
    {
        var editor = VBufferEditor.Create(ref value, view.Width);
        ReadOnlySpan<float> features = view.Features(_position);
        for (int i = 0; i < features.Length; i++)
            editor.Values[i] = (byte)(255 * features[i]);
        value = editor.Commit();
    }

    private void GetTable(ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, view.TableWidth);
        view.Features(_position)[..view.TableWidth].CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void GetFeatures(ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, view.Width);
        view.Features(_position).CopyTo(editor.Values);
        value = editor.Commit();
    }
}
