namespace MLFlux.Kernels;

/// <summary>
/// The values of some rows that are not zero, by row and by column: what is left to compute where features are mostly zeros, as
/// one-hot columns and the background of images are.
/// </summary>
internal sealed class NonzeroRows
{
    /// <summary>With more than this share of the values, going through them one by one is no gain over a matrix product.</summary>
    private const double MostShare = 0.4;

    /// <summary>How many rows tell whether all are worth it.</summary>
    private const int Sample = 8;

    private readonly int _width;
    private readonly int[] _rowStarts;
    private readonly int[] _columnStarts;
    private readonly int[] _columns;
    private readonly float[] _values;
    private readonly int[] _rowsByColumn;
    private readonly float[] _valuesByColumn;

    /// <param name="width">How many values a row has.</param>
    /// <param name="capacity">The most rows there can be.</param>
    public NonzeroRows(int width, int capacity)
    {
        _width = width;
        _rowStarts = new int[capacity + 1];
        _columnStarts = new int[width + 1];
        int most = (int)(MostShare * width * Math.Max(capacity, Sample)) + width;
        _columns = new int[most];
        _values = new float[most];
        _rowsByColumn = new int[most];
        _valuesByColumn = new float[most];
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>Takes in rows that lie one after another, unless too many of their values are not zero.</summary>
    public bool TryRead(ReadOnlySpan<float> values)
    {
        Rows = values.Length / _width;
        int found = 0;
        for (int row = 0; row < Rows; row++)
        {
            if (found > MostShare * _width * Math.Max(row, Sample))
                return false;

            _rowStarts[row] = found;
            found += Nonzeros.Find(values.Slice(row * _width, _width), _columns.AsSpan(found), _values.AsSpan(found));
        }

        _rowStarts[Rows] = found;
        return found <= MostShare * _width * Math.Max(Rows, 1);
    }

    /// <summary>Sorts what was read by column too.</summary>
    public void SortByColumn()
    {
        Array.Clear(_columnStarts);
        int found = _rowStarts[Rows];
        foreach (int column in _columns.AsSpan(0, found))
            _columnStarts[column]++;

        // The starts begin as the ends of the columns. Filling each column from its end moves its entry down to its start.
        int end = 0;
        for (int column = 0; column < _width; column++)
            end = _columnStarts[column] += end;
        _columnStarts[_width] = end;
        for (int row = Rows - 1; row >= 0; row--)
        {
            for (int i = _rowStarts[row]; i < _rowStarts[row + 1]; i++)
            {
                int place = --_columnStarts[_columns[i]];
                _rowsByColumn[place] = row;
                _valuesByColumn[place] = _values[i];
            }
        }
    }

    /// <summary>Where the values of a row stand, and what they are.</summary>
    public ReadOnlySpan<float> Row(int row, out ReadOnlySpan<int> columns) => Part(_rowStarts, row, _columns, _values, out columns);

    /// <summary>In which rows a column has values, in ascending order, and what they are; after <see cref="SortByColumn"/>.</summary>
    public ReadOnlySpan<float> Column(int column, out ReadOnlySpan<int> rows) =>
        Part(_columnStarts, column, _rowsByColumn, _valuesByColumn, out rows);

    private static ReadOnlySpan<float> Part(int[] starts, int index, int[] places, float[] values, out ReadOnlySpan<int> found)
    {
        int start = starts[index], length = starts[index + 1] - start;
        found = places.AsSpan(start, length);
        return values.AsSpan(start, length);
    }
}
