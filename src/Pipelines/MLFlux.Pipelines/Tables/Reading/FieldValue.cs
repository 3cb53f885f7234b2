using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Says what a field may be.</summary>
internal static class FieldValue
{
    private const int LongestMark = 10, ShortestError = 4, LongestError = 12;

    private static readonly HashSet<string> s_infinite = new(["inf", "infinity", "∞"], StringComparer.OrdinalIgnoreCase);
    private static readonly string[] s_beyondDoubt =
    [
        "", "?", "NA", "N/A", "n.a.", "<NA>", "#N/A", "#NV", "#N/V", "NaN", "NaT", "null",
        "(null)", "\\N", "[NULL]", "<null>", "#N/D", "#N/B",
    ];
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_unknown = Lookup(s_beyondDoubt);
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_missing =
        Lookup([.. s_beyondDoubt, "–", "—", "-", "--", "---", ".", "..", "...", "nil", "none",
            "(blank)", "(leer)", "(vide)", "k.A.", "k. A.", "n.v.", "n. v.", "n.b.", "n/d", "n.d.", "s/d", "s.d.", "n. a.",
            .. Enumerable.Range('a', 26).Select(letter => $".{(char)letter}")]); // Of Stata and SAS.

    /// <summary>Whether a field stands for a missing value.</summary>
    public static bool IsMissing(ReadOnlySpan<char> field) =>
        IsSheetError(field) || IsColon(field)
        || (field.Length <= LongestMark && !HasDigitAtEnd(field) && s_missing.Contains(field));

    /// <summary>Whether a field begins or ends with a digit, as no mark does: most need not be looked up.</summary>
    private static bool HasDigitAtEnd(ReadOnlySpan<char> field) =>
        field.Length > 0 && (char.IsAsciiDigit(field[0]) || char.IsAsciiDigit(field[^1]));

    /// <summary>Whether a field is Eurostat's mark of a missing value, with a flag or without one: <c>:</c>, <c>: c</c>.</summary>
    private static bool IsColon(ReadOnlySpan<char> field) =>
        field is ":" or ":c" or ":u" or ":z" || (field is [':', ' ', ..] && FlagField.AreLetters(field[1..].TrimStart(' ')));

    /// <summary>Whether a field stands for a missing value beyond doubt: a class may well be called <c>none</c> or <c>-</c>.</summary>
    public static bool IsUnknown(ReadOnlySpan<char> field) => IsSheetError(field)
        || (field.Length <= LongestMark && s_unknown.Contains(field));

    /// <summary>Whether a field is an error of a spreadsheet, in any language: <c>#WAARDE!</c>, <c>#NOMBRE?</c>.</summary>
    private static bool IsSheetError(ReadOnlySpan<char> field)
    {
        if (field.Length is < ShortestError or > LongestError || field[0] != '#' || field[^1] is not ('!' or '?'))
            return false;
        foreach (char letter in field[1..^1])
        {
            if (!char.IsUpper(letter) && !char.IsAsciiDigit(letter) && letter is not ('/' or '¡'))
                return false;
        }

        return true;
    }

    /// <summary>Whether a field stands for a missing value, and ML.NET's <c>TextLoader</c> does not know so.</summary>
    public static bool IsForeignMark(ReadOnlySpan<char> field) => IsMissing(field) && field.Length switch
    {
        0 => false,
        1 => field[0] != '?',
        2 => !field.Equals("NA", StringComparison.OrdinalIgnoreCase),
        _ => !field.Equals("NaN", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Whether a field that is not missing is of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="field">The field.</param>
    /// <param name="decimalMarker">What stands before a number's decimal places.</param>
    public static bool Is(TableColumnKind kind, ReadOnlySpan<char> field, char decimalMarker) => kind switch
    {
        TableColumnKind.Number or TableColumnKind.Double or TableColumnKind.Int64 =>
        NumberField.TryRead(field, decimalMarker, anyUnit: false, out _, out _),
        TableColumnKind.Boolean => bool.TryParse(field, out _),
        TableColumnKind.Date => DateField.Read(field).IsDate,
        TableColumnKind.Text => true,
    };

    /// <summary>Whether columns of a kind hold numbers.</summary>
    public static bool IsNumber(TableColumnKind kind) => kind is TableColumnKind.Number or TableColumnKind.Double or TableColumnKind.Int64;

    /// <summary>A kind, as messages name one of its values.</summary>
    public static string Name(TableColumnKind kind) => kind switch
    {
        TableColumnKind.Number or TableColumnKind.Double => "number",
        TableColumnKind.Int64 => "whole number",
        TableColumnKind.Boolean => "true or false",
        TableColumnKind.Date => "date",
        TableColumnKind.Text => "text",
    };

    /// <summary>What is wrong with a field that is not of a column's kind.</summary>
    public static string Fault(TableColumnKind kind, string field) => !IsNumber(kind) ? $"which is no {Name(kind)}"
        : s_infinite.Contains(field.Trim().TrimStart('+', '-')) ? "which is infinite"
        : double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "which is beyond what a Single can hold"
        : $"which is no {Name(kind)}";

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string[] marks) =>
        new HashSet<string>(marks, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
