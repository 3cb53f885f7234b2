using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLFlux.Columns;

/// <summary>A column of values as they are.</summary>
internal class KeptValues<T>(DataViewRow row, DataViewSchema.Column column) : KeptColumn<T>
    where T : struct
{
    private const int FirstRows = 64; // A wide table of few rows takes no more than it has.

    private readonly ValueGetter<T> _read = row.GetGetter<T>(column);
    private readonly List<ValueChunk<T>> _chunks = [];
    private T[] _open = new T[FirstRows];
    private int _count;
    private long _closedBytes;

    public override long Bytes => _closedBytes + ((long)_open.Length * Unsafe.SizeOf<T>());

    public override T this[int row] => _chunks[row / ChunkRows][row % ChunkRows];

    public override void Append()
    {
        if (_count == _open.Length)
            Array.Resize(ref _open, 2 * _count);
        _read(ref _open[_count++]);
        if (_count == ChunkRows)
            CloseChunk();
    }

    public override void Close()
    {
        if (_count > 0)
            CloseChunk();
        _open = [];
    }

    /// <summary>Values stored in as few bytes as keep them.</summary>
    private protected virtual ValueChunk<T> Store(ReadOnlySpan<T> values) => new WideChunk<T>(values.ToArray());

    private void CloseChunk()
    {
        ValueChunk<T> chunk = Store(_open.AsSpan(0, _count));
        _chunks.Add(chunk);
        _closedBytes += chunk.Bytes;
        _count = 0;
    }
}
