using System.Text;

namespace MLFlux.Tables;

/// <summary>Reads the rows and comments of a text file; empty lines are left out.</summary>
internal sealed class RecordReader(TextReader reader, char separator) : IDisposable
{
    /// <summary>How many lines a row may take: a quote that is never closed is a fault of its line, not of the rest of the file.</summary>
    private const int MostLines = 1_000;

    private readonly Queue<string> _ahead = new();
    private long _line;
    private int _fields;

    public static RecordReader Open(TableText file, char separator) => new(file.Open(), separator);

    /// <summary>The next row or comment, or null at the end.</summary>
    public TableRecord? Read()
    {
        while (ReadLine() is string text)
        {
            long line = _line;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (IsComment(text))
                return new TableRecord(text, line, IsComment: true);

            string row = FieldSplitter.IsOpen(text, separator) ? Join(text) : text;
            if (_fields == 0)
                _fields = FieldsOf(row);
            return new TableRecord(row, line, IsComment: false);
        }

        return null;
    }

    /// <summary>The next row, or null at the end.</summary>
    public TableRecord? ReadRow()
    {
        TableRecord? record;
        do
            record = Read();
        while (record is { IsComment: true });
        return record;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Whether a line is a comment: below the first row, none that has as many fields as that is one.</summary>
    private bool IsComment(string text) =>
        (text[0] == '#' || text.StartsWith("//", StringComparison.Ordinal)) && (_fields == 0 || FieldsOf(text) != _fields);

    private int FieldsOf(string text)
    {
        var fields = new List<ReadOnlyMemory<char>>();
        FieldSplitter.Split(text, separator, fields);
        return fields.Count;
    }

    /// <summary>The row that begins in a line whose quote is still open, or that line alone where it is not closed.</summary>
    private string Join(string first)
    {
        var lines = new List<string>();
        var text = new StringBuilder(first);
        while (lines.Count < MostLines && ReadLine() is string next)
        {
            lines.Add(next);
            text.Append('\n').Append(next);
            if (next.Contains('"', StringComparison.Ordinal) && text.ToString() is var all && !FieldSplitter.IsOpen(all, separator))
                return all;
        }

        _line -= lines.Count;
        string[] rest = [.. lines, .. _ahead];
        _ahead.Clear();
        foreach (string line in rest)
            _ahead.Enqueue(line);
        return first;
    }

    private string? ReadLine()
    {
        string? text = _ahead.TryDequeue(out string? kept) ? kept : reader.ReadLine();
        if (text is not null)
            _line++;
        return text;
    }
}
