using System.Text;

namespace MLFlux.Tables;

/// <summary>Reads the rows and comments of a text file; empty lines are left out.</summary>
internal sealed class RecordReader(TextReader reader, char separator) : IDisposable
{
    /// <summary>How many lines a row may take: a quote that is never closed is a fault of its line, not of the rest of the file.</summary>
    private const int MostLines = 1_000;

    private static readonly string[] s_errors = ["#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

    private readonly Queue<string> _ahead = new();
    private long _line;

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
            return new TableRecord(FieldSplitter.IsOpen(text, separator) ? Join(text) : text, line, IsComment: false);
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

    /// <summary>Whether a line is a comment, and no row that begins with what a spreadsheet writes for a value it cannot compute.</summary>
    private static bool IsComment(string text) =>
        (text[0] == '#' && !Array.Exists(s_errors, error => text.StartsWith(error, StringComparison.OrdinalIgnoreCase)))
        || text.StartsWith("//", StringComparison.Ordinal);

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
