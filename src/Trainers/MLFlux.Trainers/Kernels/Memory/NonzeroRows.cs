namespace MLFlux.Kernels;

/// <summary>
/// The values of some rows that are not zero, by row and by column: what is left to compute where features are mostly zeros, as
/// one-hot columns and the background of images are.
/// </summary>
internal sealed class NonzeroRows
{
    /// <summary>With more than this share of the values, going through them one by one is no gain over a matrix product.</summary>
    private const double MostShare = 0.4;

    /// <summary>With fewer than one of so many columns in use, only those are numbered.</summary>
    private const int FewColumns = 4;

    /// <summary>How many rows tell whether all are worth it.</summary>
    private const int Sample = 8;

    private readonly int _width;
    private readonly int[] _rowStarts;
    private readonly int[] _columnStarts;
    private readonly int[] _used;
    private readonly int[] _placesOfUsed;
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
        _used = new int[(width / FewColumns) + 1];
        _placesOfUsed = new int[width];
        int most = (int)(MostShare * width * Math.Max(capacity, Sample)) + width;
        _columns = new int[most];
        _values = new float[most];
        _rowsByColumn = new int[most];
        _valuesByColumn = new float[most];
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>
    /// How many columns are numbered: those in use where they are few, as the words of a batch of texts are among all words; otherwise
    /// all.
    /// </summary>
    public int Columns { get; private set; }

    /// <summary>Whether only the columns in use are numbered.</summary>
    public bool HasFewColumns { get; private set; }

    /// <summary>The columns in use, in ascending order; where they are few.</summary>
    public ReadOnlySpan<int> Used => _used.AsSpan(0, Columns);

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
        if (found > MostShare * _width * Math.Max(Rows, 1))
            return false;

        NumberColumns(_columns.AsSpan(0, found));
        return true;
    }

    /// <summary>Sorts what was read by column too.</summary>
    public void SortByColumn()
    {
        _columnStarts.AsSpan(0, Columns + 1).Clear();
        int found = _rowStarts[Rows];
        foreach (int column in _columns.AsSpan(0, found))
            _columnStarts[column]++;

        // The starts begin as the ends of the columns. Filling each column from its end moves its entry down to its start.
        int end = 0;
        for (int column = 0; column < Columns; column++)
            end = _columnStarts[column] += end;
        _columnStarts[Columns] = end;
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

    /// <summary>In which of the numbered columns the values of a row stand, and what they are.</summary>
    public ReadOnlySpan<float> Row(int row, out ReadOnlySpan<int> columns) => Part(_rowStarts, row, _columns, _values, out columns);

    /// <summary>In which rows a numbered column has values, in ascending order, and which; after <see cref="SortByColumn"/>.</summary>
    public ReadOnlySpan<float> Column(int column, out ReadOnlySpan<int> rows) =>
        Part(_columnStarts, column, _rowsByColumn, _valuesByColumn, out rows);

    /// <summary>Numbers the columns in use anew, where they are few.</summary>
    private void NumberColumns(Span<int> columns)
    {
        int used = 0;
        foreach (int column in columns)
        {
            if (_placesOfUsed[column] != 0)
                continue;
            _placesOfUsed[column] = 1;
            _used[used++] = column;
            if (used == _used.Length)
                break;
        }

        HasFewColumns = used < _used.Length;
        Columns = HasFewColumns ? used : _width;
        if (HasFewColumns)
        {
            Array.Sort(_used, 0, used);
            for (int place = 0; place < used; place++)
                _placesOfUsed[_used[place]] = place;
            foreach (ref int column in columns)
                column = _placesOfUsed[column];
        }

        foreach (int column in _used.AsSpan(0, used))
            _placesOfUsed[column] = 0;
    }

    private static ReadOnlySpan<float> Part(int[] starts, int index, int[] places, float[] values, out ReadOnlySpan<int> found)
    {
        int start = starts[index], length = starts[index + 1] - start;
        found = places.AsSpan(start, length);
        return values.AsSpan(start, length);
    }
}
