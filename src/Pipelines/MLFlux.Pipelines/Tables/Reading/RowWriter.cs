using System.Globalization;
using System.Text;

namespace MLFlux.Tables;

/// <summary>
/// Writes rows anew for ML.NET's <c>TextLoader</c>, which knows a few marks of missing values and one way to write numbers and dates:
/// those missing become empty, numbers have no more than a point before their decimal places, dates begin with the year, and quotes
/// stand as ML.NET reads them.
/// </summary>
internal sealed class RowWriter(RowFormat format, IReadOnlyList<TableColumn> columns)
{
    private readonly Dictionary<int, TableColumn> _columns = columns
        .DistinctBy(column => column.Index).ToDictionary(column => column.Index); // Those that are not read stand at one place.
    private readonly Dictionary<int, MissingMarks> _marks = MissingMarks.ByColumn(columns, column => column.Index);
    private readonly List<ReadOnlyMemory<char>> _fields = [];
    private readonly StringBuilder _row = new();

    public string Write(string row)
    {
        FieldSplitter.Split(row, format.Separator, _fields);
        _row.Clear();
        for (int i = 0; i < _fields.Count; i++)
        {
            if (i > 0)
                _row.Append(format.LoaderSeparator);
            Append(_fields[i].Span, _columns.GetValueOrDefault(i));
        }

        return _row.Length == 0 ? "\"\"" : _row.ToString(); // ML.NET passes over empty lines.
    }

    private void Append(ReadOnlySpan<char> field, TableColumn? column)
    {
        if (column is null or { Kind: TableColumnKind.Text })
        {
            if (format.Missing?.IsWord(field) != true)
                AppendText(column?.Spellings is null ? field : Spelling.Of(column, field.ToString()));
        }
        else if (!IsMissing(field, column))
        {
            AppendValue(column.Flags is null ? field : FlagField.Without(field, out _), column);
        }
    }

    private bool IsMissing(ReadOnlySpan<char> field, TableColumn column) => FieldValue.IsMissing(field)
        || format.Missing?.IsMissing(field) == true
        || (column.Missing is not null && _marks.GetValueOrDefault(column.Index)?.IsWord(field) == true);

    private void AppendValue(ReadOnlySpan<char> field, TableColumn column)
    {
        char marker = column.DecimalMarker ?? format.DecimalMarker;
        if (FieldValue.IsNumber(column.Kind) && (column.Unit == RangeField.Unit || !IsPlain(field, marker))
            && NumberField.TryRead(field, marker, column.Unit, out double number))
        {
            _row.Append(CultureInfo.InvariantCulture, $"{number:R}");
        }
        else if (column.Kind == TableColumnKind.Date)
        {
            if (Date(field, column) is DateTime date)
                _row.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd HH:mm:ss.FFFFFFF}");
        }
        else
        {
            _row.Append(field);
        }
    }

    private DateTime? Date(ReadOnlySpan<char> field, TableColumn column) => column.Unit is string unit
        ? NumberedDate.Read(field, unit, column.DecimalMarker ?? format.DecimalMarker)
        : DateField.Read(field).By(column.Dates ?? DateOrder.MonthFirst);

    private static bool IsPlain(ReadOnlySpan<char> field, char marker) =>
        !field.ContainsAnyExcept(marker == '.' ? FieldCharacters.PlainNumber : FieldCharacters.Digits)
        && field[^1] is not ('+' or '-' or 'e' or 'E');

    private void AppendText(ReadOnlySpan<char> field)
    {
        if (!field.ContainsAny('"', '\n', format.LoaderSeparator) && field.Trim().Length == field.Length)
            _row.Append(field);
        else
            _row.Append('"').Append(field.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
