namespace MLFlux.Tables;

/// <summary>A file checked against a layout's columns: where they stand in it, and which rows cannot be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Format">How its rows are written.</param>
/// <param name="Columns">The layout's columns, by their places in the file.</param>
/// <param name="HasHeader">Whether the first line that is no comment names the columns.</param>
/// <param name="Scan">What a pass over its rows found.</param>
internal sealed record TableMatch(TableText File, RowFormat Format, IReadOnlyList<TableColumn> Columns, bool HasHeader, TableScan Scan)
{
    /// <summary>At this share of fields of another kind it is the column that is wrong, and not its rows.</summary>
    private const double WrongColumnShare = 0.5;

    /// <summary>Whether ML.NET would not read all values by itself.</summary>
    public bool HasForeignForms => Columns.Any(column =>
        column.Kind != TableColumnKind.Text && column.Index < Scan.Columns.Length && Scan.Columns[column.Index].HasForeignForms(column.Kind));

    /// <param name="layout">The layout.</param>
    /// <param name="path">The file.</param>
    /// <param name="absent">A column that may be absent; null for none.</param>
    /// <param name="label">A column of which the values are checked; null for none.</param>
    /// <param name="unreadable">What becomes of rows that cannot be read.</param>
    public static TableMatch Of(TableLayout layout, string path, string? absent, LabelCheck? label, UnreadableRows unreadable)
    {
        TableText file = TableText.Of(path);
        (TableSample sample, RowFormat format) = Sample(layout, file, absent);
        if (sample.Rows.Count == 0)
            throw new InvalidDataException($"'{path}' is empty: there is no row in it.");

        // Names that a comment gave may stand in a header elsewhere.
        string[] first = sample.Rows[0];
        bool hasHeader = layout.HasHeader || IsHeader(layout, first, absent);
        string[] present = Present(layout, path, first, hasHeader, absent);
        int beyond = present.Length;
        TableColumn[] columns = [.. layout.Columns.Select(column => column with
        {
            Index = Array.IndexOf(present, column.Name) is >= 0 and var index ? index : beyond,
        })];

        List<string> wrong = [.. columns.Where(column => column.Index == beyond && column.Name != absent)
            .Select(column => NearestNames.Missing(column.Name, present))];
        if (hasHeader)
            wrong.AddRange(Doubled(layout, first));
        TableScan scan = TableScan.Of(file, format, hasHeader, Tallies(columns, present.Length, format), [.. columns.Where(column => column.Index < beyond).SelectMany(column => Checks(column, label, format.DecimalMarker))]);
        if (scan.Rows == 0)
            throw new InvalidDataException($"'{path}' has a header and no row below it.");
        foreach (TableColumn column in columns.Where(column => column.Index < beyond))
        {
            if (Mistaken(column, scan.Columns[column.Index]) is string mistake)
                wrong.Add(mistake);
            else
                scan.AddFaults(column);
        }

        if (wrong.Count == 0 && (unreadable == UnreadableRows.Skip || !scan.Faults.Any))
            return new TableMatch(file, format, columns, hasHeader, scan);

        string rows = scan.Faults.Any && unreadable == UnreadableRows.Fail ? $"{scan.Faults} Mend them, or {layout.Remedy}." : "";
        string heading = wrong.Count == 0 ? "" : $"'{path}' does not have the columns that were expected: {string.Join("; ", wrong)}. ";
        throw new InvalidDataException((heading + rows).TrimEnd());
    }

    /// <summary>The first rows, divided as the layout says or, where its names then are not there, as they are.</summary>
    private static (TableSample Sample, RowFormat Format) Sample(TableLayout layout, TableText file, string? absent)
    {
        TableSample sample = TableSample.Read(file, layout.Separator, most: 1);
        if (layout.HasHeader && sample.Rows.Count > 0 && !IsHeader(layout, sample.Rows[0], absent))
        {
            foreach (char separator in SeparatorNames.Tried)
            {
                TableSample other = TableSample.Read(file, separator);
                if (IsHeader(layout, other.Rows[0], absent))
                    return (other, new RowFormat(separator, other.HasDecimalCommas(hasHeader: true) ? ',' : '.'));
            }
        }

        return (sample, new RowFormat(layout.Separator, layout.DecimalMarker));
    }

    private static bool IsHeader(TableLayout layout, string[] first, string? absent) =>
        layout.Columns.All(column => column.Name == absent || first.Contains(column.Name));

    private static IEnumerable<string> Doubled(TableLayout layout, string[] first) =>
        from column in layout.Columns
        where first.Count(name => name == column.Name) > 1 && layout.Columns.All(other => other.Name != $"{column.Name}_2")
        select $"column '{column.Name}' stands twice";

    private static IEnumerable<FieldCheck> Checks(TableColumn column, LabelCheck? label, char decimalMarker)
    {
        if (column.Kind is TableColumnKind.Boolean or TableColumnKind.Int64)
            yield return FieldCheck.Present(column); // ML.NET has no missing truth value, nor whole number.
        if (column.Name == label?.ColumnName)
            yield return FieldCheck.OneOf(column, label.Values, decimalMarker);
    }

    private static ColumnTally[] Tallies(TableColumn[] columns, int fields, RowFormat format)
    {
        Dictionary<int, TableColumn> known = columns.Where(column => column.Index < fields).ToDictionary(column => column.Index);
        return [.. Enumerable.Range(0, fields).Select(i => known.GetValueOrDefault(i) is { } column
            ? new ColumnTally(column, column.DecimalMarker ?? format.DecimalMarker)
            : new ColumnTally(marker: format.DecimalMarker))];
    }

    /// <summary>The names of the columns in the file: by its header or, where there is none, by their places.</summary>
    private static string[] Present(TableLayout layout, string path, string[] first, bool hasHeader, string? absent)
    {
        string[] names = [.. layout.Columns.Select(column => column.Name)];
        if (hasHeader && !first.Intersect(names).Any())
        {
            throw new InvalidDataException(
                $"'{path}' has no header: its first line is {string.Join(layout.Separator, first)}; expected the names {string.Join(", ", names)}.");
        }

        if (hasHeader)
            return ColumnNames.Make(first, first.Length);
        if (first.Length == names.Length)
            return names;
        if (first.Length == names.Length - 1 && names.Contains(absent))
            return [.. names.Where(name => name != absent)];
        throw new InvalidDataException(
            $"'{path}' has {first.Length} columns, separated by {SeparatorNames.Of(layout.Separator)}; expected {names.Length}: {string.Join(", ", names)}.");
    }

    private static string? Mistaken(TableColumn column, ColumnTally tally)
    {
        IReadOnlyList<(long Line, string Text)> others = tally.OtherThan(column.Kind);
        return others.Count > 0 && (others.Count >= tally.Present * WrongColumnShare || tally.Infer() == TableColumnKind.Text && others.Count * 20L > tally.Present)
            ? $"column '{column.Name}' holds text such as '{others[0].Text}' (line {others[0].Line}), expected {FieldValue.Name(column.Kind)}"
            : null;
    }
}
