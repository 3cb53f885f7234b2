using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Prediction;

/// <summary>The row that a model reads: the columns that it needs, filled anew for each prediction.</summary>
internal sealed class InputRow : DataViewRow
{
    private const int MostNames = 20;

    private readonly InputColumn?[] _byIndex;
    private long _position = -1;

    /// <exception cref="NotSupportedException">No value can be given for a column's type.</exception>
    public InputRow(DataViewSchema schema, IEnumerable<DataViewSchema.Column> needed)
    {
        Schema = schema;
        Columns = [.. needed.Select(InputColumns.Create)];
        _byIndex = new InputColumn?[schema.Count];
        foreach (InputColumn column in Columns)
            _byIndex[column.Index] = column;
    }

    public InputColumn[] Columns { get; }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Goes on to another row: what was computed from the last one no longer counts, even where that row had a fault.</summary>
    /// <exception cref="ArgumentException">Columns are missing, or a value cannot be one of its column.</exception>
    public void MoveTo<TRow>(TRow row)
        where TRow : struct, INamedValues
    {
        _position++;
        foreach (InputColumn column in Columns)
        {
            if (!row.TrySet(column))
                throw Missing(row);
        }
    }

    /// <summary>Ends the use of the row's values.</summary>
    public void Forget()
    {
        foreach (InputColumn column in Columns)
            column.Forget();
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _byIndex[column.Index] is not null;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        _byIndex[column.Index] is { } input
            ? input.CreateGetter() as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.")
            : throw new InvalidOperationException($"Column '{column.Name}' is not active.");

    private ArgumentException Missing<TRow>(TRow row)
        where TRow : struct, INamedValues
    {
        HashSet<string> given = [.. row.Names];
        InputColumn[] missing = [.. Columns.Where(column => !given.Contains(column.Name))];
        string what = missing is [var one] ? $"'{one.Name}' is missing; expected {one.Expected}."
            : $"{string.Join(", ", missing.SkipLast(1).Select(Named))} and {Named(missing[^1])} are missing.";
        string names = given.Count == 0 ? "no column"
            : string.Join(", ", given.Take(MostNames).Select(name => $"'{name}'")) + (given.Count > MostNames ? ", ..." : "");
        return new ArgumentException($"{what} The row has {names}; upper and lower case count.");
    }

    private static string Named(InputColumn column) => $"'{column.Name}' ({column.Expected})";
}
