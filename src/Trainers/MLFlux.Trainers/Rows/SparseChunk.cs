using Microsoft.ML.Data;

namespace MLFlux.Rows;

/// <summary>Rows of mostly zeros, as one-hot encoding gives them, each packed by itself, one after another.</summary>
internal sealed class SparseChunk(int width, int rows) : FloatChunk
{
    private readonly PackedRow _format = new(width);
    private readonly int[] _ends = new int[rows];
    private byte[] _packed = [];
    private int _rows;

    public override long Bytes => (sizeof(int) * (long)_ends.Length) + _packed.Length;

    private int Used => _rows == 0 ? 0 : _ends[_rows - 1];

    public override void Add(in VBuffer<float> row)
    {
        int size = _format.Size(row), start = Used;
        Reserve(checked(start + size));
        _format.Write(row, _packed.AsSpan(start, size));
        _ends[_rows++] = start + size;
    }

    public override void Clear() => _rows = 0;

    public override void CopyTo(int row, Span<float> destination) => _format.CopyTo(Packed(row), destination);

    public override void Read(int row, ref VBuffer<float> value) => _format.Read(Packed(row), ref value);

    private ReadOnlySpan<byte> Packed(int row)
    {
        int start = row == 0 ? 0 : _ends[row - 1];
        return _packed.AsSpan(start, _ends[row] - start);
    }

    /// <summary>Rows are often as long as the first one; what is more grows little by little.</summary>
    private void Reserve(int needed)
    {
        if (needed > _packed.Length)
            Array.Resize(ref _packed, (int)Math.Min(Array.MaxLength, _rows == 0 ? (long)needed * rows : needed + (needed / 8L)));
    }
}
