namespace MLFlux.Tables;

/// <summary>A file checked against a layout's columns: where they stand in it, and which rows cannot be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Format">How its rows are written.</param>
/// <param name="Columns">The layout's columns, by their places in the file.</param>
/// <param name="HasHeader">Whether the first line that is no comment names the columns.</param>
/// <param name="HasRowNames">Whether the first field of each row has no name in the header.</param>
/// <param name="Scan">What a pass over its rows found.</param>
internal sealed record TableMatch(TableText File, RowFormat Format, IReadOnlyList<TableColumn> Columns, bool HasHeader, bool HasRowNames,
    TableScan Scan)
{
    /// <summary>At this share of fields of another kind it is the column that is wrong, and not its rows.</summary>
    private const double WrongColumnShare = 0.5;

    /// <summary>The line of a row that is the sum of those above it; null for none.</summary>
    public long? TotalLine { get; } = TotalRow.Find(Scan, Columns, Format.DecimalMarker);

    /// <summary>
    /// The lines of rows that are not loaded: those that cannot be read, copies of the header, empty rows, what stands below, and the sum.
    /// </summary>
    public HashSet<long> SkippedLines
    {
        get
        {
            HashSet<long> lines = [.. Scan.Faults.Lines, .. Scan.HeaderLines, .. Scan.EmptyLines,
                .. Scan.FooterLines.Select(record => record.Line)];
            if (TotalLine is long line)
                lines.Add(line);
            return lines;
        }
    }

    /// <summary>Whether the file is another one than that by which the layout was inferred.</summary>
    public bool IsLater { get; private init; }

    /// <summary>Whether ML.NET would not read all values by itself.</summary>
    public bool HasForeignForms => Columns.Any(column => column.Index < Scan.Columns.Length && (column.Spellings is not null
        || Scan.Columns[column.Index].HasSaidMarks
        || (column.Kind != TableColumnKind.Text && Scan.Columns[column.Index].HasForeignForms(column.Kind))));

    /// <param name="layout">The layout.</param>
    /// <param name="file">The file.</param>
    /// <param name="use">What of it is needed.</param>
    /// <param name="unreadable">What becomes of rows that cannot be read.</param>
    public static TableMatch Of(TableLayout layout, TableText file, TableUse use, UnreadableRows unreadable)
    {
        (TableSample sample, RowFormat format) = Sample(layout, file, use);
        sample.Check(file);

        // Names that a comment gave may stand in a header elsewhere.
        string[] first = sample.Rows[0];
        bool hasHeader = layout.HasHeader || IsHeader(layout, first, use);
        TableHead head = TableHead.Of(sample, hasHeader);
        string[] present = Present(layout, file.Name, first, hasHeader ? head : null, format.Separator, use);
        int beyond = present.Length;
        TableColumn[] columns = [.. layout.Columns.Select(column => column with
        {
            Index = !use.IsUnread(column.Name) && Array.IndexOf(present, column.Name) is >= 0 and var index ? index : beyond,
        })];

        List<string> wrong = [.. columns.Where(column => column.Index == beyond && !use.MayLack(column.Name))
            .Select(column => NearestNames.Missing(column.Name, [.. present.Where(name => name.Length > 0)]))];
        if (hasHeader)
            wrong.AddRange(Doubled(layout, first, use));
        FieldCheck[] checks = [.. columns.Where(column => column.Index < beyond)
            .SelectMany(column => Checks(column, use, format))];
        TableScan scan = TableScan.Of(file, format, hasHeader, sample.Naming, Tallies(columns, present.Length, format), checks);
        if (scan.Rows == 0)
            throw new InvalidDataException($"'{file.Name}' has a header and no row below it.");
        columns = [.. columns.Select(column => column.Index < beyond ? WithOrder(column, scan.Columns[column.Index]) : column)];
        foreach (TableColumn column in columns.Where(column => column.Index < beyond))
        {
            if (Mistaken(column, scan.Columns[column.Index]) is string mistake)
                wrong.Add(mistake);
            else
                scan.AddFaults(column);
        }

        bool mayLoad = !scan.Faults.Any || unreadable == UnreadableRows.Skip && scan.Faults.Count < scan.Rows;
        if (wrong.Count == 0 && mayLoad)
            return new TableMatch(file, format, columns, hasHeader, head.HasRowNames, scan) { IsLater = true };

        string rows = mayLoad ? "" : $"{scan.Faults} {layout.Remedies.For(scan.Faults, scan.Rows)}";
        string heading = wrong.Count == 0 ? ""
            : $"'{file.Name}' does not have the columns that were expected: {string.Join("; ", wrong)}. ";
        throw new InvalidDataException((heading + rows).TrimEnd());
    }

    /// <summary>A column of dates of which the layout does not say what comes first: the file itself tells.</summary>
    private static TableColumn WithOrder(TableColumn column, ColumnTally tally)
    {
        if (column is not { Kind: TableColumnKind.Date, Unit: null, Dates: null } || tally.Dates.Sure is not DateOrder order)
            return column;
        tally.Order = order;
        return column with { Dates = order };
    }

    /// <summary>The first rows, divided as the layout says or, where its names then are not there, as they are.</summary>
    private static (TableSample Sample, RowFormat Format) Sample(TableLayout layout, TableText file, TableUse use)
    {
        TableSample sample = TableSample.Read(file, layout.Separator);
        if (layout.HasHeader && sample.Rows.Count > 0 && !IsHeader(layout, sample.Rows[0], use))
        {
            foreach (char separator in SeparatorNames.Tried)
            {
                TableSample other = TableSample.Read(file, separator);
                char marker = other.HasDecimalCommas(hasHeader: true) ? ',' : '.';
                if (IsHeader(layout, other.Rows[0], use))
                    return (other, new RowFormat(separator, marker) { Missing = layout.Marks });
            }
        }

        return (sample, new RowFormat(layout.Separator, layout.DecimalMarker) { Missing = layout.Marks });
    }

    private static bool IsHeader(TableLayout layout, string[] first, TableUse use) =>
        layout.Columns.All(column => use.MayLack(column.Name) || first.Contains(column.Name));

    private static IEnumerable<string> Doubled(TableLayout layout, string[] first, TableUse use) =>
        from column in layout.Columns
        where !use.IsUnread(column.Name) && first.Count(name => name == column.Name) > 1
        && layout.Columns.All(other => other.Name != $"{column.Name}_2")
        select $"column '{column.Name}' stands twice";

    private static IEnumerable<FieldCheck> Checks(TableColumn column, TableUse use, RowFormat format)
    {
        if (column.Kind is TableColumnKind.Boolean or TableColumnKind.Int64)
            yield return FieldCheck.Present(column, format.Missing); // ML.NET has no missing truth value, nor whole number.
        foreach (LabelCheck check in use.Checked.Where(check => check.ColumnName == column.Name))
            yield return FieldCheck.OneOf(column, check.Values, format);
    }

    private static ColumnTally[] Tallies(TableColumn[] columns, int fields, RowFormat format)
    {
        Dictionary<int, TableColumn> known = columns.Where(column => column.Index < fields).ToDictionary(column => column.Index);
        return [.. Enumerable.Range(0, fields).Select(i => known.GetValueOrDefault(i) is { } column
            ? new ColumnTally(column, column.DecimalMarker ?? format.DecimalMarker)
            {
                Numbered = column is { Kind: TableColumnKind.Date, Unit: string unit } ? new NumberedDateTally(column.Name, unit) : null,
            }
            : new ColumnTally(marker: format.DecimalMarker))];
    }

    /// <summary>
    /// The names over the fields of the file: by its header or, where there is none, by their places; empty over the names of rows.
    /// </summary>
    private static string[] Present(TableLayout layout, string file, string[] first, TableHead? head, char separator, TableUse use)
    {
        string[] names = [.. layout.Columns.Select(column => column.Name)];
        if (head is not null && !first.Intersect(names, StringComparer.OrdinalIgnoreCase).Any())
        {
            throw new InvalidDataException(
                $"'{file}' has no header: its first line is {string.Join(separator, first)}; expected the names "
                + $"{NearestNames.Listed(names)}.");
        }

        if (head is not null)
            return [.. head.HasRowNames ? (string[])[""] : [], .. ColumnNames.Make(head.Names, head.Columns)];
        int count = first.Length;
        while (count > names.Length && first[count - 1].Length == 0)
            count--;
        if (count == names.Length)
            return names;
        if (count == names.Length - 1 && names.Contains(use.Absent))
            return [.. names.Where(name => name != use.Absent)];
        throw new InvalidDataException(
            $"'{file}' has {first.Length} {(first.Length == 1 ? "column" : "columns")}, separated by {SeparatorNames.Of(separator)}; "
            + $"expected {names.Length}: {NearestNames.Listed(names)}.");
    }

    private static string? Mistaken(TableColumn column, ColumnTally tally)
    {
        IReadOnlyList<(long Line, string Text)> others = tally.OtherThan(column.Kind);
        return others.Count > 0 && (others.Count >= tally.Present * WrongColumnShare || tally.Infer() == TableColumnKind.Text
            && others.Count * 20L > tally.Present)
            ? $"column '{column.Name}' holds text such as '{others[0].Text}' (line {others[0].Line}), expected "
            + $"{FieldValue.Name(column.Kind)}"
            : null;
    }
}
