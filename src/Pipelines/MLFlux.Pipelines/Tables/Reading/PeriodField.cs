using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Reads weeks and quarters, each as its first day: <c>2024-W05</c>, <c>2024W05</c>, <c>2024-Q1</c>, <c>Q1 2024</c>.</summary>
internal static class PeriodField
{
    private const int Shortest = 6, Longest = 8, FirstYear = 1900, LastYear = 2100, YearDigits = 4;

    public static DateTime? Read(ReadOnlySpan<char> field)
    {
        if (field.Length is < Shortest or > Longest)
            return null;
        int at = field.IndexOfAny("QqWw");
        if (at < 0 || at + 1 >= field.Length)
            return null;

        bool isQuarter = field[at] is 'Q' or 'q';
        if (at == 0 && !isQuarter)
            return null;
        int numberEnd = at == 0 ? at + 2 : field.Length;
        ReadOnlySpan<char> number = field[(at + 1)..numberEnd];
        ReadOnlySpan<char> year = at == 0 ? field[numberEnd..].TrimStart(" -/") : field[..at].TrimEnd(" -/");
        if (year.Length != YearDigits || year.ContainsAnyExceptInRange('0', '9') || number.ContainsAnyExceptInRange('0', '9')
            || number.Length != (isQuarter ? 1 : 2))
            return null;

        int of = int.Parse(year, CultureInfo.InvariantCulture), which = int.Parse(number, CultureInfo.InvariantCulture);
        if (of is < FirstYear or > LastYear || which < 1)
            return null;
        return isQuarter ? which <= 4 ? new DateTime(of, (3 * which) - 2, 1) : null
            : which <= ISOWeek.GetWeeksInYear(of) ? ISOWeek.ToDateTime(of, which, DayOfWeek.Monday) : null;
    }
}
