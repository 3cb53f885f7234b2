namespace MLFlux.Tables;

/// <summary>One pass over all rows of a file: what each field may be, and which rows have not as many fields as they should.</summary>
internal sealed class TableScan
{
    private TableScan(int fields, TableFaults faults)
    {
        Columns = [.. Enumerable.Range(0, fields).Select(_ => new ColumnTally())];
        Faults = faults;
    }

    public ColumnTally[] Columns { get; }

    public TableFaults Faults { get; }

    public long Rows { get; private set; }

    /// <param name="path">The file.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <param name="hasHeader">Whether the first row is none.</param>
    /// <param name="fields">How many fields a row has.</param>
    public static TableScan Of(string path, char separator, bool hasHeader, int fields)
    {
        var scan = new TableScan(fields, new TableFaults(path));
        using RecordReader reader = RecordReader.Open(path, separator);
        if (hasHeader)
            reader.ReadRow();

        var row = new List<ReadOnlyMemory<char>>();
        while (reader.ReadRow() is { } record)
        {
            scan.Rows++;
            FieldSplitter.Split(record.Text, separator, row);
            if (row.Count != fields || FieldSplitter.IsOpen(record.Text, separator))
            {
                scan.Faults.Add(record.Line, row.Count != fields ? $"has {row.Count} fields, expected {fields}" : "has a quote that is not closed");
                continue;
            }

            for (int i = 0; i < fields; i++)
                scan.Columns[i].Add(row[i].Span, record.Line);
        }

        return scan;
    }

    /// <summary>Adds the rows in which a column is not what it should be.</summary>
    public void AddFaults(TableColumn column)
    {
        foreach ((long line, string text) in Columns[column.Index].OtherThan(column.Kind))
            Faults.Add(line, $"has '{text}' in column '{column.Name}', which is no {FieldValue.Name(column.Kind)}");
        if (column.Kind == TableColumnKind.Boolean && Columns[column.Index].Missing > 0)
            throw new InvalidDataException($"Column '{column.Name}' has {Columns[column.Index].Missing:N0} missing value(s), which a column of true and false cannot have. Read it as text, by Kinds of TableOptions.");
    }
}
