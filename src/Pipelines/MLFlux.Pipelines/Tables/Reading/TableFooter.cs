namespace MLFlux.Tables;

/// <summary>
/// Keeps lines back that may stand below the rows of a table, and say where it is from, until it is known whether rows follow.
/// </summary>
/// <param name="columns">How many columns there are.</param>
internal sealed class TableFooter(int columns)
{
    private const int MostLines = 30;

    /// <summary>Where one of so many rows begins with a sentence, a line below may be one more.</summary>
    private const int RowsOfASentence = 10, BlanksOfASentence = 3;

    private readonly List<TableRecord> _kept = [], _lines = [];
    private long _rows, _sentences;
    private bool _mayBeData;

    /// <summary>The lines that are below the table.</summary>
    public IReadOnlyList<TableRecord> Lines => _lines;

    /// <summary>Whether a line is kept back.</summary>
    /// <param name="record">The line.</param>
    /// <param name="row">Its fields.</param>
    public bool Keeps(TableRecord record, List<ReadOnlyMemory<char>> row)
    {
        if (_kept.Count < MostLines && IsShort(row) && (_kept.Count > 0 || FooterLine.IsLike(row.Find(field => !field.IsEmpty).Span)))
        {
            _kept.Add(record);
            return true;
        }

        _rows++;
        _sentences += row[0].Span.Count(' ') >= BlanksOfASentence ? 1 : 0;
        _mayBeData = _mayBeData || FooterLine.IsLike(row[0].Span) || (IsShort(row) && row.Exists(field => !field.IsEmpty));
        return false;
    }

    /// <summary>Whether a row has fewer fields than there are columns, or as many of which one at most is not empty.</summary>
    private bool IsShort(List<ReadOnlyMemory<char>> row)
    {
        int most = row.Count < columns ? columns - 1 : Math.Min(1, columns - 1), filled = 0;
        for (int i = 0; i < row.Count && filled <= most; i++)
            filled += row[i].IsEmpty ? 0 : 1;
        return filled <= most;
    }

    /// <summary>The lines that were kept back, and are rows as any: a row follows.</summary>
    public IReadOnlyList<TableRecord> Release()
    {
        if (_kept.Count == 0)
            return [];
        TableRecord[] released = [.. _kept];
        _kept.Clear();
        return released;
    }

    /// <summary>Takes what was kept back for lines below a table, of which this is the end.</summary>
    public void End()
    {
        _lines.AddRange(_kept);
        _kept.Clear();
    }

    /// <summary>At the end of the file, the lines that may be data after all.</summary>
    public IReadOnlyList<TableRecord> Doubtful()
    {
        End();
        if (!_mayBeData && _rows > 0 && _sentences * RowsOfASentence <= _rows)
            return [];
        TableRecord[] doubtful = [.. _lines];
        _lines.Clear();
        return doubtful;
    }
}
