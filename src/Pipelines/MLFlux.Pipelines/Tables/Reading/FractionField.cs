using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Reads fractions: <c>1/2</c>, <c>3 1/4</c>, <c>3¼</c>.</summary>
internal static class FractionField
{
    private const int Longest = 24, MostDigits = 6;

    private static readonly string s_signs = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞";

    private static readonly string[] s_written =
        ["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8", "3/8", "5/8", "7/8"];

    /// <summary>With digits in place of a sign for a fraction; the field as it stands where there is none.</summary>
    public static ReadOnlySpan<char> Written(ReadOnlySpan<char> field)
    {
        int at = field.Length <= Longest ? field.IndexOfAny(s_signs) : -1;
        return at < 0 ? field : $"{field[..at].TrimEnd()} {s_written[s_signs.IndexOf(field[at])]}{field[(at + 1)..]}".Trim();
    }

    /// <summary>
    /// Reads one without a sign or a unit. Over the line stands no more than below it, and below it a number that people divide by: others
    /// are two numbers, such as a blood pressure, or a day and a month.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out double number)
    {
        number = double.NaN;
        int line = text.IndexOfAny('/', '⁄');
        if (line < 1)
            return false;
        int blank = text[..line].TrimEnd().LastIndexOf(' ');
        if (!TryWhole(blank < 0 ? "0" : text[..blank].TrimEnd(), out int whole)
            || !TryWhole(text[(blank + 1)..line].TrimEnd(), out int over) || !TryWhole(text[(line + 1)..].TrimStart(), out int below)
            || below is not (2 or 3 or 4 or 5 or 6 or 8 or 10 or 12 or 16 or 20 or 32 or 64 or 100) || over > below)
            return false;
        number = whole + ((double)over / below);
        return true;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length <= MostDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
