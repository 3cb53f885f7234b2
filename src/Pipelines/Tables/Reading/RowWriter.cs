using System.Text;

namespace MLFlux.Tables;

/// <summary>
/// Writes rows anew for ML.NET's <c>TextLoader</c>, which knows a few marks of missing values only, and in each file one way to
/// write numbers: those missing become empty, and numbers have a point before their decimal places.
/// </summary>
internal sealed class RowWriter(RowFormat format, IReadOnlyList<TableColumn> columns)
{
    private readonly Dictionary<int, TableColumnKind> _kinds = columns.ToDictionary(column => column.Index, column => column.Kind);
    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private readonly StringBuilder _row = new();

    public string Write(string row)
    {
        FieldSplitter.Split(row, format.Separator, _fields);
        _row.Clear();
        for (int i = 0; i < _fields.Count; i++)
        {
            if (i > 0)
                _row.Append(format.Separator);
            Append(_fields[i].Span, _kinds.GetValueOrDefault(i, TableColumnKind.Text));
        }

        return _row.ToString();
    }

    private void Append(ReadOnlySpan<char> field, TableColumnKind kind)
    {
        if (kind == TableColumnKind.Text)
            AppendText(field);
        else if (kind == TableColumnKind.Number && format.DecimalMarker == ',' && !FieldValue.IsMissing(field) && DecimalComma.TryRead(field, out string point))
            _row.Append(point);
        else if (!FieldValue.IsMissing(field))
            _row.Append(field);
    }

    private void AppendText(ReadOnlySpan<char> field)
    {
        if (!field.ContainsAny('"', '\n', format.Separator) && field.Trim().Length == field.Length)
            _row.Append(field);
        else
            _row.Append('"').Append(field.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
