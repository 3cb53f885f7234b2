using System.Globalization;

namespace MLFlux.Tables;

/// <summary>What a user should know of how a file was read, a sentence each.</summary>
internal static class TableNotes
{
    /// <summary>Of so many rows one at most may be a sum: where more are, the word means something else.</summary>
    private const int MostSubtotals = 3;

    private const int LongestText = 60;

    public static IEnumerable<string> Of(TableMatch match)
    {
        (string file, TableScan scan) = (match.File.Name, match.Scan);
        if (match.HasRowNames)
            yield return $"'{file}' has no name over the first field of its rows: it is taken for the name of the row, and is no column.";
        if (scan.WesternLines.Count > 0 && scan.Utf8Lines.Count > 0)
            yield return $"'{file}' is UTF-8 but for {Lines(scan.WesternLines)}, read in Windows' western code page (1252).";
        else if (scan.WesternWords.Doubtful is string word)
            yield return $"'{file}' is not UTF-8, and is read in Windows' western code page (1252), so that it has words such as '{word}'. "
                + "If they look wrong, save the file as UTF-8.";
        if (scan.HeaderLines.Count > 0)
            yield return $"The header of '{file}' stands again in {Lines(scan.HeaderLines.Count, scan.HeaderLines[0])}, left out.";
        if (scan.EmptyLines.Count > 0)
            yield return $"'{file}' has nothing but empty fields in {Lines(scan.EmptyLines.Count, scan.EmptyLines[0])}, left out.";
        if (scan.FooterLines is [var footer, ..])
        {
            yield return $"'{file}' has '{Beginning(footer.Text)}' below its rows in {Lines(scan.FooterLines.Count, footer.Line)}, left "
                + "out.";
        }

        if (match.TotalLine is long total)
            yield return $"Line {total} of '{file}' is the sum of the rows above it, and is left out.";
        bool isLastSum = scan.Last.Fields is [var last, ..] && SubtotalRow.IsNamed(last);
        if (scan.Subtotals.Count > (isLastSum ? 1 : 0) && scan.Subtotals.Count * MostSubtotals <= scan.Rows)
            yield return $"'{file}' has {Rows(scan.Subtotals)} whose first field says that they are sums of others: take such rows out, "
                + "for a model learns them as any other.";
        foreach (string note in match.Columns.Where(column => column.Index < scan.Columns.Length)
            .SelectMany(column => Differences(match, column, scan.Columns[column.Index])))
            yield return note;
        if (scan.Joined.Count > 0)
            yield return $"'{file}' has {Rows(scan.Joined)} of several lines, joined by quoted line breaks.";
        if (scan.Strays.Count > 0)
            yield return $"'{file}' has {Rows(scan.Strays)} with a field that begins with a quote and does not end with one: the quote is "
                + "read as a character.";
    }

    /// <summary>What a later file has otherwise than the one that the layout is of.</summary>
    private static IEnumerable<string> Differences(TableMatch match, TableColumn column, ColumnTally tally)
    {
        string file = match.File.Name;
        if (Unit(file, column, tally) is string unit)
            yield return unit;
        if (match.IsLater && tally is { Present: 0, Missing: > 0 })
            yield return $"Column '{column.Name}' of '{file}' has no value in any row.";
        if (match.IsLater && column is { Kind: TableColumnKind.Date, Unit: null, Dates: null }
            && tally.Dates is { Sure: null, Ambiguous: string date })
            yield return $"Column '{column.Name}' of '{file}': '{date}' is read with the month first, though nothing in the file tells day "
                + "and month apart. Write the year first.";
    }

    /// <summary>A unit that only one of two files has: the layout's, or the one that is read.</summary>
    private static string? Unit(string file, TableColumn column, ColumnTally tally)
    {
        if (!FieldValue.IsNumber(column.Kind) || tally.Numbers.Count == 0)
            return null;
        string? found = tally.Numbers.WithUnit > 0 ? tally.Numbers.FoundUnit : null;
        return column.Unit is not null && found is null
            ? $"Column '{column.Name}' of '{file}' has numbers without a unit: taken for ones of '{column.Unit}', as the model knows them."
            : column.Unit is null && found is not null
            ? $"Column '{column.Name}' of '{file}' has numbers of '{found}', which the model knows without a unit: read as they stand."
            : null;
    }

    /// <summary>The beginning of a line, without the separators of empty fields behind it.</summary>
    private static string Beginning(string line)
    {
        string text = line.TrimEnd(',', ';', '|', '\t', ' ');
        return text.Length > LongestText ? $"{text[..LongestText].TrimEnd()}…" : text;
    }

    private static string Lines(LineCount lines) => Lines(lines.Count, lines.First);

    private static string Lines(long count, long first) => count == 1 ? $"line {first}"
        : $"{Text(count)} lines (the first is line {first})";

    private static string Rows(LineCount rows) => rows.Count == 1 ? $"a row (line {rows.First})"
        : $"{Text(rows.Count)} rows (the first is line {rows.First})";

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
