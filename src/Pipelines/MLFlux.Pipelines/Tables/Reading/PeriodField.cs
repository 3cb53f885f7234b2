using System.Globalization;

namespace MLFlux.Tables;

/// <summary>
/// Reads weeks, months, quarters and halves of a year that a letter names, each as its first day: <c>2024-W05</c>, <c>KW 05/2024</c>,
/// <c>2024M03</c>, <c>2024-Q1</c>, <c>Q1 2024</c>, <c>1Q24</c>, <c>1T2024</c>, <c>2024H1</c>; and a day of a week: <c>2024-W05-3</c>.
/// </summary>
internal static class PeriodField
{
    private const int Shortest = 4, Longest = 10, Century = 2000, YearDigits = 4, MostParts = 4;
    private const int DaysOfWeek = 7, MonthsOfQuarter = 3, MonthsOfHalf = 6;

    public static DateTime? Read(ReadOnlySpan<char> field)
    {
        if (field.Length is < Shortest or > Longest || !field.ContainsAny(FieldCharacters.Periods))
            return null;

        Span<Range> parts = stackalloc Range[MostParts];
        int count = Split(field, parts);
        if (count < MostParts - 1)
            return null;
        ReadOnlySpan<char> one = field[parts[0]], two = field[parts[1]], three = field[parts[2]];
        if (count == MostParts)
            return one.Length == YearDigits && two is "W" or "w" ? Period(one, two, three, field[parts[3]]) : null;
        if (char.IsLetter(one[0]))
        {
            bool isName = one is "W" or "w" || (three.Length < YearDigits && !field.ContainsAny('/', '-', '\''));
            return isName ? null : Period(three, one, two, []);
        }

        return one.Length == YearDigits ? Period(one, two, three, []) : Period(three, two, one, []);
    }

    /// <summary>Runs of letters and of digits, with at most one mark between; 0 where there are more, or anything else.</summary>
    private static int Split(ReadOnlySpan<char> field, Span<Range> parts)
    {
        int count = 0, position = 0;
        while (position < field.Length)
        {
            int start = position;
            bool isNumber = char.IsAsciiDigit(field[start]);
            while (position < field.Length && (isNumber ? char.IsAsciiDigit(field[position]) : char.IsAsciiLetter(field[position])))
                position++;
            if (position == start || count == parts.Length)
                return 0;
            parts[count++] = start..position;
            if (position < field.Length - 1 && field[position] is ' ' or '-' or '/' or '\'' or '’')
                position++;
        }

        return count;
    }

    private static DateTime? Period(ReadOnlySpan<char> year, ReadOnlySpan<char> letter, ReadOnlySpan<char> number, ReadOnlySpan<char> day)
    {
        if (!TryNumber(year, YearDigits, out int of) || !TryNumber(number, 2, out int which) || which < 1)
            return null;
        bool isWeek = letter is "W" or "w" or "KW" or "CW", isShort = year.Length == 2 && letter is "Q" or "q" or "H";
        if (!(year.Length == YearDigits && DateYears.IsPlain(of)) && !isShort)
            return null;
        if (isShort)
            of += Century;
        if (isWeek)
        {
            bool isDay = TryNumber(day, 1, out int weekday) && weekday is >= 1 and <= DaysOfWeek;
            return which <= ISOWeek.GetWeeksInYear(of) && (day.IsEmpty || isDay)
                ? ISOWeek.ToDateTime(of, which, isDay ? (DayOfWeek)(weekday % DaysOfWeek) : DayOfWeek.Monday) : null;
        }

        int months = letter switch
        {
            "Q" or "q" or "T" => MonthsOfQuarter,
            "H" => MonthsOfHalf,
            "M" or "m" => 1,
            _ => 0,
        };
        return months > 0 && which * months <= 12 && (months == 1 || number.Length == 1) ? new DateTime(of, ((which - 1) * months) + 1, 1)
            : null;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, int most, out int number)
    {
        number = 0;
        return text.Length <= most && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
