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

    private const int LeastOfRule = 7;

    private readonly Queue<string> _ahead = new();
    private readonly List<ReadOnlyMemory<char>> _row = [];
    private long _line;
    private long _joinedFrom; // Lines before are rows of their own, even with a quote that is not closed.
    private int _fields;

    /// <summary>Rows of several lines.</summary>
    public LineCount Joined { get; } = new();

    /// <summary>The lines that are read.</summary>
    public LineReader Lines => reader;

    public static RecordReader Open(TableText file, char separator) => new(file.Open(), separator, file.Counter);

    /// <summary>The next row or comment, or null at the end.</summary>
    public TableRecord? Read()
    {
        while (ReadLine() is string text)
        {
            long line = _line;
            if (string.IsNullOrWhiteSpace(text) || (line == 1 && SeparatorLine.Of(text) is not null))
                continue;
            if (IsComment(text))
                return new TableRecord(text, line, IsComment: true);

            string row = line >= _joinedFrom && FieldSplitter.IsOpen(text, separator) ? Join(text) : text;
            if (_fields == 0)
                _fields = FieldsOf(row);
            return new TableRecord(row, line, IsComment: false);
        }

        return null;
    }

    /// <summary>The next row, or null at the end.</summary>
    public TableRecord? ReadRow() => ReadRow(counter);

    /// <summary>The row that names the columns, which is no row to count; or null at the end.</summary>
    public TableRecord? ReadHeader() => ReadRow(null);

    public void Dispose() => reader.Dispose();

    /// <summary>
    /// Whether a line is a comment: below the first row, none that has as many fields as that is one, unless any blank ends a
    /// field.
    /// </summary>
    private bool IsComment(string text) => IsRule(text) || IsRuleOfFields(text) || (_fields > 1 && RowCountLine.Is(text))
        || ((text[0] == '#' || text.StartsWith("//", StringComparison.Ordinal))
        && (_fields == 0 || separator == FieldSplitter.Blanks || FieldsOf(text) != _fields));

    /// <summary>Whether a line is a rule that a table has below its header, such as <c>|---|---|</c>.</summary>
    private static bool IsRule(string text) => text.Length >= LeastOfRule && text[0] is '-' or '+' or '|' or ':' or '=' or ' '
        && !text.AsSpan().ContainsAnyExcept(FieldCharacters.Rule) && text.Contains(text[0] == '=' ? "===" : "---", StringComparison.Ordinal)
        && text.AsSpan().ContainsAny("+|");

    /// <summary>
    /// Whether a line is a rule between separators, such as <c>-----,----</c>: each field is dashes alone, which stand for missing
    /// values where they are short, so that nothing is lost.
    /// </summary>
    private bool IsRuleOfFields(string text)
    {
        if (text[0] is not ('-' or '=') || !text.Contains(separator, StringComparison.Ordinal)
            || !text.Contains(text[0] == '=' ? "===" : "---", StringComparison.Ordinal))
            return false;
        foreach (char letter in text)
        {
            if (letter != text[0] && letter != separator && letter is not (' ' or '\t'))
                return false;
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

    private TableRecord? ReadRow(RowCounter? counted)
    {
        TableRecord? record;
        do
        {
            record = Read();
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
