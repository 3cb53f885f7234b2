namespace MLFlux.Tables;

/// <summary>
/// Reads dates and times as people write them: year, day or month first, with points, dashes or slashes, with the month in words,
/// with a time or without one, a month or a time alone.
/// </summary>
internal static class DateField
{
    private const int LongestHours = 5; // As in 16h22.

    private const int Shortest = 4, Longest = 48, FirstYear = 1000, LastYear = 2999, FirstPlainYear = 1900, LastPlainYear =
        2100, CenturyTurn = 50;
    private static readonly DateTime s_dayOfTimes = new(1900, 1, 1);

    public static DateReading Read(ReadOnlySpan<char> field)
    {
        if (field.Length is < Shortest or > Longest || !(char.IsAsciiDigit(field[0]) || char.IsLetter(field[0])))
            return default;
        if (!field.ContainsAnyExceptInRange('0', '9'))
            return Compact(field, default);
        if (PeriodField.Read(field) is DateTime period)
            return DateReading.Of(period);
        bool mayBeHours = field.Length <= LongestHours && field.ContainsAny('h', 'H');
        if (!(mayBeHours || field.ContainsAny(FieldCharacters.DateMarks)) || !field.ContainsAnyInRange('0', '9'))
            return default;
        if (TimeField.TryRead(field, isAlone: true, out TimeSpan alone)
            && !(field.Contains('.') && !field.Contains(':') && Day(field).IsDate))
            return DateReading.Of(s_dayOfTimes + alone);

        int end = TimeField.Begin(field);
        if (end < 0)
            return Day(field);
        return TimeField.TryRead(field[(end + 1)..].Trim(), isAlone: false, out TimeSpan time) ? At(Day(field[..end].TrimEnd(" ,-")), time)
            : Day(field);
    }

    private static DateReading At(DateReading day, TimeSpan time) =>
        day with { DayFirst = day.DayFirst + time, MonthFirst = day.MonthFirst + time, IsCompact = false };

    private static DateReading Compact(ReadOnlySpan<char> digits, TimeSpan time)
    {
        if (digits.Length != 8)
            return default;
        int year = int.Parse(digits[..4]);
        DateTime? date = year is >= FirstPlainYear and <= LastPlainYear ? DateOf(year, int.Parse(digits[4..6]), int.Parse(digits[6..]))
            + time : null;
        return DateReading.Of(date) with { IsCompact = date is not null };
    }

    private static DateReading Day(ReadOnlySpan<char> field)
    {
        DateWords words = DateWords.Of(field);
        return words switch
        {
            { Count: 1, IsValid: true } when field.Length == 8 && !field.ContainsAnyExceptInRange('0', '9') => Compact(field, default),
            { Count: 2, IsValid: true } => Month(words),
            { Count: 3, IsValid: true, Month: > 0 } => Worded(words),
            { Count: 3, IsValid: true } => Numbers(words),
            _ => default,
        };
    }

    /// <summary>A month and a year: <c>2004-03</c>, <c>03/2004</c>, <c>Mar 2004</c>, <c>Mar-04</c>.</summary>
    private static DateReading Month(DateWords words)
    {
        (int first, int second) = (words.Numbers[0], words.Numbers[1]);
        if (words.Month > 0)
        {
            int year = words.MonthAt == 0 ? second : first, length = words.Lengths[words.MonthAt == 0 ? 1 : 0];
            return length == 4 || (length == 2 && words.MonthAt == 0 && words.Mark == '-')
                ? DateReading.Of(DateOf(Year(year, length), words.Month, 1)) : default;
        }

        return (words.Lengths[0], words.Lengths[1], words.Mark) switch
        {
            (4, 2, '-' or '/') when first is >= FirstPlainYear and <= LastPlainYear => DateReading.Of(DateOf(first, second, 1)),
            (<= 2, 4, '-' or '/') when second is >= FirstPlainYear and <= LastPlainYear => DateReading.Of(DateOf(second, first, 1)),
            _ => default,
        };
    }

    /// <summary>A day with the month in words: <c>31 Jan 2024</c>, <c>January 31, 2024</c>, <c>2024-Jan-31</c>.</summary>
    private static DateReading Worded(DateWords words)
    {
        int first = words.MonthAt == 0 ? 1 : 0, last = words.MonthAt == 2 ? 1 : 2;
        if (words.Lengths[last] is 4 or 2 && words.Lengths[first] <= 2)
            return DateReading.Of(DateOf(Year(words.Numbers[last], words.Lengths[last]), words.Month, words.Numbers[first]));
        return words.Lengths[first] == 4 && words.Lengths[last] <= 2
            ? DateReading.Of(DateOf(words.Numbers[first], words.Month, words.Numbers[last])) : default;
    }

    private static DateReading Numbers(DateWords words)
    {
        (int one, int two, int three) = (words.Numbers[0], words.Numbers[1], words.Numbers[2]);
        (int lengthOne, int lengthTwo, int lengthThree) = (words.Lengths[0], words.Lengths[1], words.Lengths[2]);
        if (lengthOne == 4)
            return lengthTwo <= 2 && lengthThree <= 2 ? DateReading.Of(DateOf(one, two, three)) : default;

        // Numbers of versions have points, too, but seldom two digits each.
        bool isYear = lengthThree == 4 || (lengthThree == 2 && (words.Mark != '.' || (lengthOne == 2 && lengthTwo == 2)));
        if (!isYear || lengthOne > 2 || lengthTwo > 2)
            return default;
        int year = Year(three, lengthThree);
        return new DateReading(DateOf(year, two, one), DateOf(year, one, two), HasDots: words.Mark == '.');
    }

    private static int Year(int number, int length) => length == 2 ? number + (number < CenturyTurn ? 2000 : 1900) : number;

    private static DateTime? DateOf(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
        ? new DateTime(year, month, day) : null;
}
