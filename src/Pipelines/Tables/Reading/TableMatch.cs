namespace MLFlux.Tables;

/// <summary>A file checked against a layout's columns: where they stand in it, and which rows cannot be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Columns">The layout's columns, by their places in the file.</param>
/// <param name="HasHeader">Whether the first line that is no comment names the columns.</param>
/// <param name="Scan">What a pass over its rows found.</param>
internal sealed record TableMatch(TableText File, IReadOnlyList<TableColumn> Columns, bool HasHeader, TableScan Scan)
{
    /// <summary>At this share of fields of another kind it is the column that is wrong, and not its rows.</summary>
    private const double WrongColumnShare = 0.5;

    /// <summary>Whether ML.NET would not know by itself which values are missing.</summary>
    public bool HasForeignMarks => Columns.Any(column =>
        column.Kind != TableColumnKind.Text && column.Index < Scan.Columns.Length && Scan.Columns[column.Index].HasForeignMarks);

    public static TableMatch Of(TableLayout layout, string path, string? labelColumnName, UnreadableRows unreadable)
    {
        TableText file = TableText.Of(path);
        TableSample sample = TableSample.Read(file, layout.Separator, most: 1);
        if (sample.Rows.Count == 0)
            throw new InvalidDataException($"'{path}' is empty: there is no row in it.");

        // Names that a comment gave may stand in a header elsewhere.
        string[] first = sample.Rows[0];
        bool hasHeader = layout.HasHeader || layout.Columns.All(column => column.Name == labelColumnName || first.Contains(column.Name));
        string[] present = Present(layout, path, first, hasHeader, labelColumnName);
        int beyond = present.Length;
        TableColumn[] columns = [.. layout.Columns.Select(column => column with
        {
            Index = Array.IndexOf(present, column.Name) is >= 0 and var index ? index : beyond,
        })];

        List<string> wrong = [.. columns.Where(column => column.Index == beyond && column.Name != labelColumnName)
            .Select(column => NearestNames.Missing(column.Name, present))];
        TableScan scan = TableScan.Of(file, new RowFormat(layout.Separator, layout.DecimalMarker), hasHeader, present.Length);
        foreach (TableColumn column in columns.Where(column => column.Index < beyond))
        {
            if (Mistaken(column, scan.Columns[column.Index]) is string mistake)
                wrong.Add(mistake);
            else
                scan.AddFaults(column);
        }

        if (wrong.Count == 0 && (unreadable == UnreadableRows.Skip || !scan.Faults.Any))
            return new TableMatch(file, columns, hasHeader, scan);

        string rows = scan.Faults.Any && unreadable == UnreadableRows.Fail ? scan.Faults.ToString() : "";
        string heading = wrong.Count == 0 ? "" : $"'{path}' does not have the columns that were expected: {string.Join("; ", wrong)}. ";
        throw new InvalidDataException((heading + rows).TrimEnd());
    }

    /// <summary>The names of the columns in the file: by its header or, where there is none, by their places.</summary>
    private static string[] Present(TableLayout layout, string path, string[] first, bool hasHeader, string? labelColumnName)
    {
        if (hasHeader)
            return ColumnNames.Make(first, first.Length);

        string[] names = [.. layout.Columns.Select(column => column.Name)];
        if (first.Length == names.Length)
            return names;
        if (first.Length == names.Length - 1 && names.Contains(labelColumnName))
            return [.. names.Where(name => name != labelColumnName)];
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
