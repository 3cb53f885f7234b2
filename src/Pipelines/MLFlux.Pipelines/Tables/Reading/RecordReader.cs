using MLFlux.Progress;

namespace MLFlux.Tables;

/// <summary>Reads the rows and comments of a text file; empty lines are left out.</summary>
internal sealed class RecordReader(LineReader reader, char separator, RowCounter? counter = null) : IDisposable
{
    /// <summary>
    /// How many lines and characters a row may take: a quote that is never closed is a fault of its line, not of the rest of the
    /// file.
    /// </summary>
    private const int MostLines = 1_000, MostCharacters = LineReader.MostBytes;

    private readonly Queue<string> _ahead = new();
    private readonly List<ReadOnlyMemory<char>> _row = [];
    private long _line;
    private long _joinedFrom; // Lines before are rows of their own, even with a quote that is not closed.
    private int _fields;
    private string? _header; // The first row, where it names the columns or may do so.
    private string _above = ""; // The row before.

    /// <summary>Rows of several lines.</summary>
    public LineCount Joined { get; } = new();

    /// <summary>The lines that are read.</summary>
    public LineReader Lines => reader;

    public static RecordReader Open(TableText file, char separator) => new(file.Open(), separator, file.Counter);

    /// <summary>The next row or comment, or null at the end; the first row may name the columns.</summary>
    public TableRecord? Read() => Read(mayBeHeader: true);

    /// <summary>The next row, or null at the end.</summary>
    public TableRecord? ReadRow() => ReadRow(mayBeHeader: false, counter);

    /// <summary>The row that names the columns, which is no row to count; or null at the end.</summary>
    public TableRecord? ReadHeader() => ReadRow(mayBeHeader: true, null);

    public void Dispose() => reader.Dispose();

    private TableRecord? Read(bool mayBeHeader)
    {
        while (ReadLine() is string text)
        {
            long line = _line;
            if (IsEmpty(text) || (line == 1 && SeparatorLine.Of(text) is not null))
                continue;
            if (IsComment(text, isAtHeader: _fields == 0 ? mayBeHeader : _above == _header))
                return new TableRecord(text, line, IsComment: true);

            _above = line >= _joinedFrom && FieldSplitter.IsOpen(text, separator) ? Join(text) : text;
            if (_fields == 0)
            {
                _fields = FieldsOf(_above);
                _header = mayBeHeader ? _above : null;
            }

            return new TableRecord(_above, line, IsComment: false);
        }

        return null;
    }

    /// <summary>Whether a line has nothing in it; tabs between the fields of a row are something, as commas are.</summary>
    private bool IsEmpty(string text) => string.IsNullOrWhiteSpace(text)
        && !(separator == '\t' && _fields > 1 && FieldsOf(text) == _fields);

    /// <summary>
    /// Whether a line is a comment: below the first row, none that has as many fields as that is one, unless any blank ends a
    /// field.
    /// </summary>
    private bool IsComment(string text, bool isAtHeader) => IsRule(text, isAtHeader) || IsRowCount(text)
        || ((text[0] == '#' || text.StartsWith("//", StringComparison.Ordinal))
        && (_fields == 0 || separator == FieldSplitter.Blanks || FieldsOf(text) != _fields));

    /// <summary>
    /// Whether a line is a rule: short dashes stand for missing values between rows, and for none of them beside the header.
    /// </summary>
    private bool IsRule(string text, bool isAtHeader) => (isAtHeader && RuleLine.IsOfFields(text, separator))
        || (RuleLine.IsDrawn(text) && (_fields == 0 || isAtHeader || !IsMissing(text)));

    private bool IsMissing(string text) => FieldsOf(text) == _fields && _row.TrueForAll(field => FieldValue.IsMissing(field.Span));

    /// <summary>
    /// Whether a line says how many rows there are: it is the last, or the last before another table, and its fields are no row's. Where
    /// the row above looks the same, both are rows.
    /// </summary>
    private bool IsRowCount(string text) => _fields > 1 && RowCountLine.IsLike(text) && !RowCountLine.IsLike(_above)
        && (separator == FieldSplitter.Blanks ? RowCountLine.IsWhole(text) || !Fits(text, _fields) : FieldsOf(text) == 1)
        && IsAtEnd();

    /// <summary>Whether no row follows, or the header again.</summary>
    private bool IsAtEnd()
    {
        foreach (string line in _ahead)
        {
            if (!string.IsNullOrWhiteSpace(line))
                return line == _header;
        }

        while (reader.ReadLine() is string line)
        {
            _ahead.Enqueue(line);
            if (!string.IsNullOrWhiteSpace(line))
                return line == _header;
        }

        return true;
    }

    private int FieldsOf(string text)
    {
        FieldSplitter.Split(text, separator, _row);
        return _row.Count;
    }

    /// <summary>
    /// The row that begins in a line whose quote is still open, or that line alone where no later line closes it, or where the lines
    /// are more likely rows of their own. Each line is looked at twice at most, however many quotes are open.
    /// </summary>
    private string Join(string first)
    {
        long line = _line;
        var lines = new List<string> { first };
        int characters = first.Length, alone = 0;
        while (lines.Count < MostLines && characters < MostCharacters && ReadLine() is string next)
        {
            lines.Add(next);
            characters += next.Length + 1;
            int close = FieldSplitter.CloseOf(next, 0);
            if (close < 0)
                continue;

            // A quote where no field ends does not close the field, but may begin another.
            if (!FieldSplitter.EndsField(next, close, separator))
            {
                alone = 1;
                break;
            }

            if (FieldSplitter.IsOpen(next[(close + 1)..], separator))
                continue;
            string joined = string.Join('\n', lines);
            if (!IsRow(joined, lines))
                break;
            Joined.Add(line);
            return joined;
        }

        _joinedFrom = _line - alone + 1;
        _line = line;
        foreach (string later in lines.Skip(1))
            _ahead.Enqueue(later);
        return first;
    }

    /// <summary>
    /// Whether lines are a row rather than rows of their own: text between tabs or blanks is seldom quoted, and a stray quote may
    /// meet another some rows below.
    /// </summary>
    private bool IsRow(string joined, List<string> lines)
    {
        bool isSeldomQuoted = separator is '\t' or FieldSplitter.Blanks;
        int expected = _fields > 0 ? _fields : isSeldomQuoted ? FieldsOf(lines[0]) : 0;
        if (expected == 0)
            return true;

        bool fits = Fits(joined, expected);
        bool allFit = expected > 1 && lines.TrueForAll(line => Fits(line, expected));
        return isSeldomQuoted ? fits && !allFit : fits || !allFit;
    }

    /// <summary>Whether a text has as many fields as the first row, or one more as below a header that does not name them all.</summary>
    private bool Fits(string text, int expected)
    {
        int count = FieldsOf(text);
        while (count > expected && _row[count - 1].IsEmpty)
            count--;
        return count == expected || count == expected + 1;
    }

    private TableRecord? ReadRow(bool mayBeHeader, RowCounter? counted)
    {
        TableRecord? record;
        do
        {
            record = Read(mayBeHeader);
            counted?.Next(record is { IsComment: false });
        }
        while (record is { IsComment: true });
        return record;
    }

    private string? ReadLine()
    {
        string? text = _ahead.TryDequeue(out string? kept) ? kept : reader.ReadLine();
        if (text is not null)
            _line++;
        return text;
    }
}
