using System.Globalization;
using System.Text;

namespace MLFlux.Reports;

/// <summary>A table for a CSV file (RFC 4180): numbers as they are parsed back, without a locale; NaN and null empty.</summary>
internal sealed class CsvTable(string name, params string[] header)
{
    private readonly List<object?[]> _rows = [];

    /// <summary>The name of the file, without its extension.</summary>
    public string Name => name;

    public CsvTable AddAll<T>(IEnumerable<T> items, Func<T, object?[]> cells)
    {
        _rows.AddRange(items.Select(cells));
        return this;
    }

    public void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        foreach (object?[] row in _rows.Prepend(header))
            writer.Write(string.Join(',', row.Select(Cell)) + "\r\n");
    }

    private static string Cell(object? value)
    {
        string text = value is double.NaN ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
