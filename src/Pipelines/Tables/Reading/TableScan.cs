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

    /// <param name="file">The file.</param>
    /// <param name="format">How its rows are written.</param>
    /// <param name="hasHeader">Whether the first row is none.</param>
    /// <param name="columns">The columns, nothing of which is counted yet.</param>
    /// <param name="checks">What else is looked for in every row.</param>
    public static TableScan Of(TableText file, RowFormat format, bool hasHeader, ColumnTally[] columns, IReadOnlyList<FieldCheck> checks)
    {
        var scan = new TableScan(columns, new TableFaults(file.Path));
        int fields = columns.Length;
        using RecordReader reader = RecordReader.Open(file, format.Separator);
        if (hasHeader)
            reader.ReadRow();

        var row = new List<ReadOnlyMemory<char>>();
        while (reader.ReadRow() is { } record)
        {
            scan.Rows++;
            FieldSplitter.Split(record.Text, format.Separator, row);
            if (row.Count != fields || FieldSplitter.IsOpen(record.Text, format.Separator))
            {
                scan.Faults.Add(record.Line, row.Count != fields ? $"has {row.Count} {(row.Count == 1 ? "field" : "fields")}, expected {fields}" : "has a quote that is not closed");
                continue;
            }

            for (int i = 0; i < fields; i++)
                scan.Columns[i].Add(row[i].Span, record.Line);
            foreach (FieldCheck check in checks)
            {
                if (check.Fault(row[check.Index]) is string fault)
                    scan.Faults.Add(record.Line, fault);
            }
        }

        return scan;
    }

    /// <summary>Adds the rows in which a column is not what it should be.</summary>
    public void AddFaults(TableColumn column)
    {
        foreach ((long line, string text) in Columns[column.Index].OtherThan(column.Kind))
            Faults.Add(line, $"has '{text}' in column '{column.Name}', {FieldValue.Fault(column.Kind, text)}");
    }
}
