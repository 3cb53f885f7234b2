using System.Globalization;

namespace MLFlux.Tables;

/// <summary>What a field has to be in every row, beyond what its column holds.</summary>
/// <param name="Index">Which field.</param>
/// <param name="Fault">What is wrong with one, as the rest of a sentence about its line; null for nothing.</param>
internal sealed record FieldCheck(int Index, Func<ReadOnlyMemory<char>, string?> Fault)
{
    private const int MostListed = 10;

    /// <summary>There has to be a value.</summary>
    public static FieldCheck Present(int index, string columnName) =>
        new(index, field => FieldValue.IsUnknown(field.Span) ? $"has no value in column '{columnName}'" : null);

    /// <summary>There has to be one of the values that a model knows; none given, any value.</summary>
    public static FieldCheck OneOf(int index, TableColumn column, IReadOnlyList<string> values)
    {
        FieldCheck present = Present(index, column.Name);
        if (values.Count == 0 || column.Kind == TableColumnKind.Boolean)
            return present;

        HashSet<string> known = [.. values.Select(value => Plain(column.Kind, value))];
        string listed = string.Join(", ", values.Take(MostListed).Select(value => $"'{value}'"));
        string rest = values.Count > MostListed ? $" and {values.Count - MostListed} others" : "";
        return new FieldCheck(index, field => present.Fault(field) ?? (known.Contains(Plain(column.Kind, field.ToString()))
            ? null
            : $"has '{field}' in column '{column.Name}', expected {listed}{rest}"));
    }

    private static string Plain(TableColumnKind kind, string value) =>
        kind == TableColumnKind.Number && float.TryParse(value, CultureInfo.InvariantCulture, out float number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : value;
}
