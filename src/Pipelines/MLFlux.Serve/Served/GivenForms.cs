using System.Text.Json;
using System.Text.Json.Nodes;
using MLFlux.Tables;

namespace MLFlux.Served;

/// <summary>Reads the values of a row that is given as those of the file that a model was trained on are read.</summary>
internal sealed class GivenForms
{
    private readonly MissingMarks? _missing;
    private readonly Dictionary<string, MissingMarks> _missingByColumn;
    private readonly char _decimalMarker;
    private readonly TableColumn[] _ranges, _spelled;

    /// <param name="table">The file; null where the model does not say.</param>
    public GivenForms(ModelCardTable? table)
    {
        IReadOnlyList<TableColumn> columns = table?.Columns ?? [];
        _missing = MissingMarks.Of(table?.Missing ?? []);
        _missingByColumn = MissingMarks.ByColumn(columns, column => column.Name);
        _decimalMarker = table?.DecimalMarker ?? '.';
        _ranges = [.. columns.Where(column => column.Unit == RangeField.Unit)];
        _spelled = [.. columns.Where(column => column.Spellings is not null)];
    }

    /// <summary>
    /// Makes null of what stands for a missing value, such as -999 or a word among the numbers of a column, of a range the number that it
    /// is read as, and of a spelling the usual one.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The columns of the model.</param>
    public void Apply(JsonObject row, IEnumerable<ServedColumn> columns)
    {
        if (_missing is not null || _missingByColumn.Count > 0)
            ForgetMarks(row, columns);
        foreach (TableColumn column in _ranges)
        {
            if (row[column.Name] is JsonValue value && value.TryGetValue(out string? text)
                && RangeField.TryRead(text, column.DecimalMarker ?? _decimalMarker, out double middle))
                row[column.Name] = middle;
        }

        foreach (TableColumn column in _spelled)
        {
            if (row[column.Name] is JsonValue value)
                row[column.Name] = Spelling.Of(column, value.ToString());
        }
    }

    private void ForgetMarks(JsonObject row, IEnumerable<ServedColumn> columns)
    {
        foreach (ServedColumn column in columns.Where(column => column.CanBeMissing))
        {
            if (row[column.Name] is JsonValue value
                && (IsMark(value, _missing) || IsMark(value, _missingByColumn.GetValueOrDefault(column.Name))))
                row[column.Name] = null;
        }
    }

    private static bool IsMark(JsonValue value, MissingMarks? marks) => marks is not null && value.GetValueKind() switch
    {
        JsonValueKind.String => value.TryGetValue(out string? text) && marks.IsMissing(text.AsSpan().Trim()),
        JsonValueKind.Number => marks.IsMissing(value.ToJsonString().AsSpan()),
        _ => false,
    };
}
