namespace MLFlux.Kernels;

/// <summary>Rows one after another in memory, whole tiles of them: behind the last row that counts there are values of no matter.</summary>
/// <param name="values">The memory, at least <see cref="WholeTiles"/> rows of it.</param>
/// <param name="count">How many rows count.</param>
/// <param name="width">How many values a row has.</param>
/// <param name="stride">How far a row is from the next.</param>
internal readonly ref struct RowBlock(Span<float> values, int count, int width, int stride)
{
    /// <summary>How many rows there are.</summary>
    public int Count { get; } = count;

    /// <summary>How many values a row has.</summary>
    public int Width { get; } = width;

    /// <summary>How far a row is from the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>The memory, from the first row on.</summary>
    public Span<float> Values { get; } = values;

    /// <summary>So many rows, and those that only fill up the last tile.</summary>
    public static int WholeTiles(int rows) => (rows + BlockProduct.Tile - 1) / BlockProduct.Tile * BlockProduct.Tile;

    /// <summary>A row.</summary>
    public Span<float> Row(int row) => Values.Slice(row * Stride, Width);

    /// <summary>The same memory as rows of another width.</summary>
    public RowBlock OfWidth(int width) => new(Values, Count, width, Stride);
}
