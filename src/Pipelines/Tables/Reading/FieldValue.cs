using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Says what a field may be, as ML.NET's <c>TextLoader</c> will read it.</summary>
internal static class FieldValue
{
    /// <summary>Whether a field stands for a missing value: empty, <c>?</c>, <c>NA</c> or <c>NaN</c>.</summary>
    public static bool IsMissing(ReadOnlySpan<char> field) => field.Length switch
    {
        0 => true,
        1 => field[0] == '?',
        2 => field.Equals("NA", StringComparison.OrdinalIgnoreCase),
        3 => field.Equals("NaN", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Whether a field that is not missing is of a kind.</summary>
    public static bool Is(TableColumnKind kind, ReadOnlySpan<char> field) => kind switch
    {
        TableColumnKind.Number => IsNumber(field),
        TableColumnKind.Boolean => bool.TryParse(field, out _),
        TableColumnKind.Date => IsDate(field),
        _ => true,
    };

    /// <summary>A kind, as messages name one of its values.</summary>
    public static string Name(TableColumnKind kind) => kind switch
    {
        TableColumnKind.Number => "number",
        TableColumnKind.Boolean => "true or false",
        TableColumnKind.Date => "date",
        _ => "text",
    };

    private static bool IsNumber(ReadOnlySpan<char> field) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number);

    /// <summary>Dates have two marks between their parts; plain numbers, which .NET would take for dates too, have not.</summary>
    private static bool IsDate(ReadOnlySpan<char> field) =>
        field.Length >= 6 && char.IsAsciiDigit(field[0]) && (field.Count('-') >= 2 || field.Count('/') == 2)
        && DateTime.TryParse(field, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
