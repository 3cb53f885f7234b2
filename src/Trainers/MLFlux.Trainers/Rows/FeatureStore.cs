using System.Numerics;
using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace MLFlux.Rows;

/// <summary>
/// A column's features of all rows, read once from the data view and then gathered into batches. Rows lie in chunks of about a
/// megabyte, so that growing copies nothing and takes at most one chunk more than the rows themselves.
/// </summary>
internal sealed class FeatureStore
{
    private const int ChunkBytes = 1 << 20;
    private const int MinimumRows = 64;

    private readonly List<FeatureChunk> _chunks = [];
    private readonly int _shift;

    /// <param name="width">How many values a row has.</param>
    /// <param name="isBytes">Whether they are bytes, rather than floats.</param>
    /// <param name="sharers">How many stores share a megabyte of chunks.</param>
    public FeatureStore(int width, bool isBytes = false, int sharers = 1)
    {
        Width = width;
        long rows = Math.Max(MinimumRows, ChunkBytes / sharers / ((isBytes ? sizeof(byte) : sizeof(float)) * (long)width));
        _shift = BitOperations.Log2((ulong)rows);
    }

    /// <summary>How many values a row has.</summary>
    public int Width { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    private int RowsInChunk => 1 << _shift;

    /// <summary>How many bytes the rows take, the unused part of the last chunk included.</summary>
    public long Bytes => _chunks.Sum(c => c.Bytes);

    /// <summary>Forgets the rows and keeps the memory for others.</summary>
    public void Clear()
    {
        Count = 0;
        foreach (FeatureChunk chunk in _chunks)
            chunk.Clear();
    }

    /// <summary>Forgets the rows and gives the memory back.</summary>
    public void Release()
    {
        Count = 0;
        _chunks.Clear();
    }

    /// <summary>Whether all values of a row are finite numbers.</summary>
    public static bool IsUsable(in VBuffer<float> row)
    {
        ReadOnlySpan<float> values = row.GetValues();
        return values.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(values)); // NaN wins over any magnitude.
    }

    /// <summary>Adds a row.</summary>
    public void Add(in VBuffer<float> row)
    {
        int chunk = Count >> _shift;
        if (chunk == _chunks.Count)
            _chunks.Add(IsSparse(row) ? new SparseChunk(Width, RowsInChunk) : new DenseChunk(Width, RowsInChunk));
        ((FloatChunk)_chunks[chunk]).Add(row);
        Count++;
    }

    /// <summary>Adds a row of bytes.</summary>
    public void Add(in VBuffer<byte> row)
    {
        int chunk = Count >> _shift;
        if (chunk == _chunks.Count)
            _chunks.Add(new ByteChunk(Width, RowsInChunk));
        ((ByteChunk)_chunks[chunk]).Add(row);
        Count++;
    }

    /// <summary>Adds all rows of another store of the same column.</summary>
    public void Add(FeatureStore other)
    {
        VBuffer<float> floats = default;
        VBuffer<byte> bytes = default;
        for (int row = 0; row < other.Count; row++)
        {
            int place = row & (other.RowsInChunk - 1);
            switch (other._chunks[row >> other._shift])
            {
                case ByteChunk chunk:
                    chunk.Read(place, ref bytes);
                    Add(bytes);
                    break;
                case FloatChunk chunk:
                    chunk.Read(place, ref floats);
                    Add(floats);
                    break;
            }
        }
    }

    /// <summary>Reads a row of floats as a vector.</summary>
    public void Read(int row, ref VBuffer<float> value) =>
        ((FloatChunk)_chunks[row >> _shift]).Read(row & (RowsInChunk - 1), ref value);

    /// <summary>Writes the given rows one after another, zeros included.</summary>
    public void Gather(ReadOnlySpan<int> rows, Span<float> destination) => Gather(rows, destination, 0, Width);

    /// <summary>Writes the given rows into wider ones, zeros included.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="destination">The wider rows, one after another.</param>
    /// <param name="start">Where the store's values begin in a wider row.</param>
    /// <param name="stride">How many values a wider row has.</param>
    public void Gather(ReadOnlySpan<int> rows, Span<float> destination, int start, int stride)
    {
        int mask = RowsInChunk - 1;
        for (int i = 0; i < rows.Length; i++)
            _chunks[rows[i] >> _shift].CopyTo(rows[i] & mask, destination.Slice((i * stride) + start, Width));
    }

    /// <summary>A place and a value take more than a value, and writing them one by one takes longer still.</summary>
    private bool IsSparse(in VBuffer<float> row) => !row.IsDense && row.GetValues().Length < Width / 4;
}
