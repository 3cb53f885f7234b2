using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>Gives windows out one by one.</summary>
internal sealed class WindowCursor : RootCursorBase
{
    private readonly bool[] _active;
    private readonly Delegate[] _getters;
    private readonly IEnumerator<SeriesWindow> _windows;
    private bool _disposed;

    public WindowCursor(
        IChannelProvider provider, DataViewSchema schema, DataViewSchema.Column[] active, WindowCutter cutter,
        IEnumerable<SeriesWindow> windows)
        : base(provider)
    {
        Schema = schema;
        _active = ActiveColumns.Flags(schema, active);
        _windows = windows.GetEnumerator();
        int vectors = schema.Count - 2;
        _getters = [.. schema.Select(column =>
            column.Index == vectors ? Vector(column, cutter.CopyHistory)
            : column.Index == vectors + 1 ? Vector(column, cutter.CopyFuture)
            : column.Index == vectors - 1 ? (ValueGetter<DateTime>)((ref DateTime value) => value = new DateTime(Current.Time))
            : Key(column.Type))];
    }

    public override DataViewSchema Schema { get; }

    public override long Batch => 0;

    private SeriesWindow Current => Position >= 0
        ? _windows.Current
        : throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.");

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        return _getters[column.Index] as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)(Position >= 0 ? Position
            : throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.")), 0);

    protected override bool MoveNextCore() => _windows.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
            _windows.Dispose();
        _disposed = true;
        base.Dispose(disposing);
    }

    private Delegate Key(DataViewType type) => type is TextDataViewType
        ? (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = ((string)Current.Segment.Series.Key).AsMemory())
        : (ValueGetter<uint>)((ref uint value) => value = (uint)Current.Segment.Series.Key);

    private Delegate Vector(DataViewSchema.Column column, CopyWindow copy)
    {
        int size = ((VectorDataViewType)column.Type).Size;
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, size);
            copy(Current, editor.Values);
            value = editor.Commit();
        });
    }

    private delegate void CopyWindow(SeriesWindow window, Span<float> to);
}
