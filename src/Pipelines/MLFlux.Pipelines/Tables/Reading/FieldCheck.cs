using System.Globalization;
using MLFlux.Labels;

namespace MLFlux.Tables;

/// <summary>What a field has to be in every row, beyond what its column holds.</summary>
/// <param name="Index">Which field.</param>
/// <param name="Fault">What is wrong with one, as the rest of a sentence about its line; null for nothing.</param>
internal sealed record FieldCheck(int Index, Func<ReadOnlyMemory<char>, string?> Fault)
{
    private const int MostListed = 10;

    /// <summary>There has to be a value; among words, a mark that may be one is one.</summary>
    /// <param name="column">The column.</param>
    /// <param name="marks">What stands for a missing value beside the usual marks.</param>
    /// <param name="areWords">Whether the user says that the column holds words: <c>NA</c> is one, too.</param>
    public static FieldCheck Present(TableColumn column, MissingMarks? marks, bool areWords = false) => new(
        column.Index,
        field => marks?.IsMissing(field.Span) == true
            || (column.Kind != TableColumnKind.Text ? FieldValue.IsMissing(field.Span)
                : areWords ? field.Span.IsWhiteSpace() : FieldValue.IsUnknown(field.Span))
        ? $"has no value in column '{column.Name}'{(field.Length > 0 ? $" ('{field}')" : "")}" : null);

    /// <summary>There has to be one of the values that a model knows; none given, any value.</summary>
    public static FieldCheck OneOf(TableColumn column, IReadOnlyList<string> values, RowFormat format)
    {
        char decimalMarker = format.DecimalMarker;
        FieldCheck present = Present(column, format.Missing);
        if (values.Count == 0 || column.Kind == TableColumnKind.Boolean)
            return present;

        HashSet<string> known = [.. values.Select(value => Plain(column with { DecimalMarker = '.' }, value, '.'))];
        string listed = string.Join(", ", values.Take(MostListed).Select(value => $"'{value}'"));
        string rest = values.Count > MostListed ? $" and {values.Count - MostListed} others" : "";
        return new FieldCheck(column.Index, field => known.Contains(Plain(column, field.ToString(), decimalMarker)) ? null
            : present.Fault(field) ?? $"has '{field}' in column '{column.Name}', expected {listed}{rest}");
    }

    private static string Plain(TableColumn column, string value, char decimalMarker)
    {
        if (column.Kind == TableColumnKind.Int64
            && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return LabelText.Of(whole);
        if (!FieldValue.IsNumber(column.Kind)
            || !NumberField.TryRead(value, column.DecimalMarker ?? decimalMarker, column.Unit, out double number))
            return Spelling.Of(column, value);
        return column.Kind == TableColumnKind.Number ? LabelText.Of((float)number) : LabelText.Of(number);
    }
}
