using System.Numerics;
using Microsoft.ML.Data;

namespace MLFlux.Training;

/// <summary>
/// The features of all rows, read once from the data view and then gathered into batches. Rows lie in chunks of a few
/// megabytes, so that growing copies nothing and takes at most one chunk more than the rows themselves.
/// </summary>
internal sealed class FeatureStore
{
    private const int ChunkBytes = 4 << 20;
    private const int MinimumRows = 64;

    private readonly List<FeatureChunk> _chunks = [];
    private readonly int _shift;

    public FeatureStore(int width)
    {
        Width = width;
        long rows = Math.Max(MinimumRows, ChunkBytes / (sizeof(float) * (long)width));
        _shift = BitOperations.Log2((ulong)rows);
    }

    /// <summary>How many values a row has.</summary>
    public int Width { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    private int RowsInChunk => 1 << _shift;

    /// <summary>Adds a row; false, and nothing is added, where a value is not finite.</summary>
    public bool TryAdd(in VBuffer<float> row)
    {
        int chunk = Count >> _shift;
        if (chunk == _chunks.Count)
            _chunks.Add(IsSparse(row) ? new SparseChunk(RowsInChunk) : new DenseChunk(Width, RowsInChunk));
        if (!_chunks[chunk].TryAdd(row))
            return false;

        Count++;
        return true;
    }

    /// <summary>Writes the given rows one after another, zeros included.</summary>
    public void Gather(ReadOnlySpan<int> rows, Span<float> destination)
    {
        int mask = RowsInChunk - 1;
        for (int i = 0; i < rows.Length; i++)
            _chunks[rows[i] >> _shift].CopyTo(rows[i] & mask, destination.Slice(i * Width, Width));
    }

    /// <summary>An index and a value take twice a value, and writing them one by one takes longer still.</summary>
    private bool IsSparse(in VBuffer<float> row) => !row.IsDense && row.GetValues().Length < Width / 4;
}
