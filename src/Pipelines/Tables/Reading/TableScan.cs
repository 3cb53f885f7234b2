namespace MLFlux.Tables;

/// <summary>One pass over all rows of a file: what each field may be, and which rows have not as many fields as they should.</summary>
internal sealed class TableScan
{
    private TableScan(int fields, char decimalMarker, TableFaults faults)
    {
        Columns = [.. Enumerable.Range(0, fields).Select(_ => new ColumnTally(decimalMarker))];
        Faults = faults;
    }

    public ColumnTally[] Columns { get; }

    public TableFaults Faults { get; }

    public long Rows { get; private set; }

    /// <param name="file">The file.</param>
    /// <param name="format">How its rows are written.</param>
    /// <param name="hasHeader">Whether the first row is none.</param>
    /// <param name="fields">How many fields a row has.</param>
    /// <param name="required">Which field no row may lack, and its column's name; null for none.</param>
    public static TableScan Of(TableText file, RowFormat format, bool hasHeader, int fields, (int Index, string Name)? required = null)
    {
        var scan = new TableScan(fields, format.DecimalMarker, new TableFaults(file.Path));
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
                scan.Faults.Add(record.Line, row.Count != fields ? $"has {row.Count} fields, expected {fields}" : "has a quote that is not closed");
                continue;
            }

            for (int i = 0; i < fields; i++)
                scan.Columns[i].Add(row[i].Span, record.Line);
            if (required is var (index, name) && row[index].IsEmpty)
                scan.Faults.Add(record.Line, $"has no value in column '{name}'");
        }

        return scan;
    }

    /// <summary>Adds the rows in which a column is not what it should be.</summary>
    public void AddFaults(TableColumn column)
    {
        foreach ((long line, string text) in Columns[column.Index].OtherThan(column.Kind))
            Faults.Add(line, $"has '{text}' in column '{column.Name}', {FieldValue.Fault(column.Kind, text)}");
        if (column.Kind == TableColumnKind.Boolean && Columns[column.Index].Missing > 0)
            throw new InvalidDataException($"Column '{column.Name}' has {Columns[column.Index].Missing:N0} missing value(s), which a column of true and false cannot have. Read it as text, by Kinds of TableOptions.");
    }
}
