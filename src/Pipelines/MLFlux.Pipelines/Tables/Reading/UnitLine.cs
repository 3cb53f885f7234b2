using System.Globalization;

namespace MLFlux.Tables;

/// <summary>A row of units, or of other words on the columns, between a header and numbers.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Columns">The columns that hold numbers but for that row.</param>
/// <param name="Units">What stands in these columns.</param>
internal sealed record UnitLine(long Line, IReadOnlyList<TableColumn> Columns, IReadOnlyList<string> Units)
{
    private const int Shown = 3;

    /// <summary>Finds the row, which is the first below the header and has no number.</summary>
    /// <param name="sample">The first rows, a header among them.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="tallies">What was counted of each field.</param>
    public static UnitLine? Of(TableSample sample, IReadOnlyList<TableColumn> columns, ColumnTally[] tallies)
    {
        if (sample.Below is not [{ } row, ..])
            return null;

        var found = new List<(TableColumn Column, long Line, string Text)>();
        foreach (TableColumn column in columns.Where(column => column.Index < row.Length))
        {
            NumberTally numbers = tallies[column.Index].Numbers;
            if (numbers.Count > 0 && numbers.Others is [var (line, text)] && text == row[column.Index])
                found.Add((column, line, text));
        }

        bool hasNumber = row.Any(field => FieldValue.Is(TableColumnKind.Number, field, '.')
            || FieldValue.Is(TableColumnKind.Number, field, ','));
        bool isMost = 2 * found.Count > row.Count(field => !FieldValue.IsMissing(field));
        return hasNumber || !isMost || found.Any(one => one.Line != found[0].Line) ? null
            : new UnitLine(found[0].Line, [.. found.Select(one => one.Column)], [.. found.Select(one => one.Text)]);
    }

    /// <summary>What to do about the row, a sentence or two.</summary>
    /// <param name="file">What messages call the file.</param>
    public string Advice(string file) => string.Create(CultureInfo.InvariantCulture,
        $"Line {Line} of '{file}' seems to hold units, and no row: {Listed(Units)} above the numbers of "
        + $"{Listed(Columns.Select(column => column.Name))}. Take line {Line} out of the file.");

    private static string Listed(IEnumerable<string> words)
    {
        string[] all = [.. words.Select(word => $"'{word}'")];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? ", ..." : "");
    }
}
