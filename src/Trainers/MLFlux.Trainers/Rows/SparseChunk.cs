using Microsoft.ML.Data;

namespace MLFlux.Rows;

/// <summary>Rows of mostly zeros, as one-hot encoding gives them: the indices and values that count (compressed sparse rows).</summary>
internal sealed class SparseChunk(int rows) : FloatChunk
{
    private readonly int[] _ends = new int[rows];
    private int[] _indices = [];
    private float[] _values = [];
    private int _rows;
    private int _used;

    public override long Bytes => sizeof(int) * (long)_ends.Length + (sizeof(int) + sizeof(float)) * (long)_values.Length;

    public override void Add(in VBuffer<float> row)
    {
        ReadOnlySpan<float> values = row.GetValues();
        Reserve(values.Length);
        values.CopyTo(_values.AsSpan(_used));
        Span<int> indices = _indices.AsSpan(_used, values.Length);
        if (row.IsDense)
        {
            for (int i = 0; i < indices.Length; i++)
                indices[i] = i;
        }
        else
        {
            row.GetIndices().CopyTo(indices);
        }

        _used += values.Length;
        _ends[_rows++] = _used;
    }

    public override void Clear() => _rows = _used = 0;

    public override void CopyTo(int row, Span<float> destination)
    {
        destination.Clear();
        int end = _ends[row];
        for (int i = row == 0 ? 0 : _ends[row - 1]; i < end; i++)
            destination[_indices[i]] = _values[i];
    }

    private void Reserve(int more)
    {
        if (_used + more <= _values.Length)
            return;

        int length = Math.Max(_used + more, Math.Max(256, checked(_values.Length * 2)));
        Array.Resize(ref _values, length);
        Array.Resize(ref _indices, length);
    }
}
