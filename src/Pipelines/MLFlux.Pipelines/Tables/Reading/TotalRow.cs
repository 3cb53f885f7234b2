namespace MLFlux.Tables;

/// <summary>
/// Finds a last row that is no row like the others, but their sum, as spreadsheets have it: a model would learn it as one, and be worth
/// nothing.
/// </summary>
internal static class TotalRow
{
    /// <summary>A sum in so many columns at once is one, whatever stands beside it; in one column alone the row has to say so.</summary>
    private const int SureColumns = 2;

    private const int LeastRows = 5;

    private const double Rounding = 1e-4;

    private static readonly HashSet<string> s_words = new(
    [
        "total", "totals", "grand total", "sum", "all", "summe", "gesamt", "gesamtsumme", "insgesamt", "total général", "somme",
        "ensemble", "suma", "total general", "totale", "somma", "totaal", "totalt", "soma", "razem", "celkem", "toplam",
        "итого", "всего", "合計", "总计", "合计", "합계",
    ], StringComparer.OrdinalIgnoreCase);

    /// <param name="scan">What a pass over the rows found.</param>
    /// <param name="columns">The columns, by their places in the file.</param>
    /// <param name="marker">What stands before decimal places, where a column does not say.</param>
    /// <returns>The row's line, or null.</returns>
    public static long? Find(TableScan scan, IReadOnlyList<TableColumn> columns, char marker)
    {
        (string[] row, long line) = scan.Last;
        if (scan.Rows <= LeastRows || scan.Faults.Lines.Contains(line))
            return null;

        int sums = 0;
        foreach (TableColumn column in columns.Where(column => FieldValue.IsNumber(column.Kind) && column.Index < row.Length))
        {
            if (!NumberField.TryRead(row[column.Index], column.DecimalMarker ?? marker, column.Unit, out double last))
                continue;
            double others = scan.Columns[column.Index].Numbers.Sum - last;
            if (last == 0 || Math.Abs(others - last) > Rounding * Math.Abs(last))
                return null;
            sums++;
        }

        string[] words = [.. row.Select(field => field.Trim(' ', ':', '*')).Where(field => field.Length > 0)];
        return sums >= SureColumns || (sums > 0 && words.Any(s_words.Contains)) ? line : null;
    }
}
