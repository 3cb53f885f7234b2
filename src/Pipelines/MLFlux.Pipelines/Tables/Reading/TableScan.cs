namespace MLFlux.Tables;

/// <summary>One pass over all rows of a file: what each field may be, and which rows have not as many fields as they should.</summary>
internal sealed class TableScan
{
    private TableScan(ColumnTally[] columns, TableFaults faults)
    {
        Columns = columns;
        Faults = faults;
    }

    public ColumnTally[] Columns { get; }

    public TableFaults Faults { get; }

    public long Rows { get; private set; }

    /// <summary>The lines in which the header stands again.</summary>
    public List<long> HeaderLines { get; } = [];

    /// <summary>Lines of rows that have to have a value, and of which all fields are empty.</summary>
    public List<long> EmptyLines { get; } = [];

    /// <summary>Lines below the rows that say where they are from.</summary>
    public IReadOnlyList<TableRecord> FooterLines { get; private set; } = [];

    /// <summary>Rows whose first field says that they are sums of others.</summary>
    public LineCount Subtotals { get; } = new();

    /// <summary>The last row, and its line.</summary>
    public (string[] Fields, long Line) Last { get; private set; } = ([], 0);

    /// <summary>Rows in which a field begins with a quote that is a character.</summary>
    public LineCount Strays { get; } = new();

    /// <summary>Rows of several lines.</summary>
    public required LineCount Joined { get; init; }

    /// <summary>Lines with characters beyond ASCII in UTF-8.</summary>
    public required LineCount Utf8Lines { get; init; }

    /// <summary>Lines that are not UTF-8.</summary>
    public required LineCount WesternLines { get; init; }

    /// <summary>The words of these lines.</summary>
    public required WesternWords WesternWords { get; init; }

    /// <param name="file">The file.</param>
    /// <param name="format">How its rows are written.</param>
    /// <param name="hasHeader">Whether the first row is none.</param>
    /// <param name="naming">How a row is compared with the first, which may stand again.</param>
    /// <param name="columns">The columns, nothing of which is counted yet.</param>
    /// <param name="checks">What else is looked for in every row.</param>
    public static TableScan Of(TableText file, RowFormat format, bool hasHeader, StringComparison naming, ColumnTally[] columns,
        IReadOnlyList<FieldCheck> checks)
    {
        using RecordReader reader = RecordReader.Open(file, format.Separator);
        var scan = new TableScan(columns, new TableFaults(file.Name))
        {
            Joined = reader.Joined, Utf8Lines = reader.Lines.Utf8Lines, WesternLines = reader.Lines.WesternLines,
            WesternWords = reader.Lines.WesternWords,
        };
        var row = new List<ReadOnlyMemory<char>>();
        string[]? header = null;
        if (hasHeader && reader.ReadHeader() is { } first)
        {
            FieldSplitter.Split(first.Text, format.Separator, row);
            header = [.. row.Select(field => field.ToString())];
        }

        TableRecord? last = null;
        var footer = new TableFooter(columns.Length);
        while (reader.ReadRow() is { } record)
        {
            bool hasStray = Split(record);
            if (header is not null && Equal(row, header, naming))
            {
                footer.End();
                scan.HeaderLines.Add(record.Line);
            }
            else if (!footer.Keeps(record, row))
            {
                IReadOnlyList<TableRecord> released = footer.Release();
                foreach (TableRecord kept in released)
                    Add(kept, Split(kept));
                Add(record, released.Count > 0 ? Split(record) : hasStray);
            }
        }

        foreach (TableRecord doubtful in footer.Doubtful())
            Add(doubtful, Split(doubtful));
        scan.FooterLines = footer.Lines;
        if (last is { } end)
        {
            FieldSplitter.Split(end.Text, format.Separator, row);
            scan.Last = ([.. row.Select(field => field.ToString())], end.Line);
        }

        return scan;

        bool Split(TableRecord record) => FieldSplitter.Split(record.Text, format.Separator, row);

        void Add(TableRecord record, bool hasStray)
        {
            if (checks.Count > 0 && row[0].IsEmpty && row.TrueForAll(field => field.IsEmpty))
            {
                scan.EmptyLines.Add(record.Line);
                return;
            }

            last = record;
            scan.Add(record, row, hasStray, format.Missing, checks);
        }
    }

    /// <summary>Adds the rows in which a column is not what it should be.</summary>
    public void AddFaults(TableColumn column)
    {
        foreach ((long line, string text) in Columns[column.Index].OtherThan(column.Kind))
            Faults.Add(line, $"has '{text}' in column '{column.Name}', {FieldValue.Fault(column.Kind, text)}", FaultKind.Value);
    }

    private void Add(TableRecord record, List<ReadOnlyMemory<char>> row, bool hasStray, MissingMarks? marks,
        IReadOnlyList<FieldCheck> checks)
    {
        Rows++;
        int count = row.Count;
        // Behind a separator at the end of the row there is nothing.
        while (count <= FieldSplitter.MostFields && count > Columns.Length && row[count - 1].IsEmpty)
            count--;
        if (count != Columns.Length)
        {
            Faults.Add(record.Line, $"{Count(count)}, expected {Columns.Length}{Lines(record, hasStray)}", FaultKind.Fields);
            return;
        }

        if (hasStray)
            Strays.Add(record.Line);
        if (SubtotalRow.IsNamed(row[0].Span))
            Subtotals.Add(record.Line);
        for (int i = 0; i < count; i++)
        {
            if (marks?.IsMissing(row[i].Span) == true)
                Columns[i].AddMissing();
            else
                Columns[i].Add(row[i].Span, record.Line);
        }

        foreach (FieldCheck check in checks)
        {
            if (check.Fault(row[check.Index]) is string fault)
                Faults.Add(record.Line, fault, FaultKind.Label);
        }
    }

    private static string Count(int fields) => fields switch
    {
        1 => "has 1 field",
        > FieldSplitter.MostFields => $"has more than {FieldSplitter.MostFields} fields",
        _ => $"has {fields} fields",
    };

    private static string Lines(TableRecord record, bool hasStray) => record.Text.AsSpan().Count('\n') is > 0 and var breaks
        ? $" (the row takes {breaks + 1} lines, by a quote)"
        : hasStray ? " (a field begins with a quote that is not closed)" : "";

    private static bool Equal(List<ReadOnlyMemory<char>> row, string[] header, StringComparison naming)
    {
        if (row.Count != header.Length)
            return false;
        for (int i = 0; i < header.Length; i++)
        {
            if (!row[i].Span.Equals(header[i], header.Length > 1 ? naming : StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}
