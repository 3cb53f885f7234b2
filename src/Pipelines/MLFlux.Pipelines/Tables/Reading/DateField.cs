namespace MLFlux.Tables;

/// <summary>
/// Reads dates and times as people write them: year, day or month first, with points, dashes or slashes, with the month in words,
/// with a time or without one, a month or a time alone.
/// </summary>
internal static class DateField
{
    private const int LongestHours = 5; // As in 16h22.

    private const int Shortest = 4, Longest = 80, YearDigits = 4, LeastOfNone = 8;

    private const int OrdinalDigits = 3;

    private const int FirstYear = 1000, LastYear = 2999;

    /// <summary>The day of times that stand alone.</summary>
    public static DateTime DayOfTimes { get; } = new(1900, 1, 1);

    /// <summary>The year of days that stand alone, which has a 29 February.</summary>
    private const int YearOfDays = 2000;

    public static DateReading Read(ReadOnlySpan<char> field)
    {
        if (field is ['[', .. var inner, ']']) // As logs of Apache have them.
            field = inner;
        if (field.Length is < Shortest or > Longest || !(char.IsAsciiDigit(field[0]) || char.IsLetter(field[0])))
            return default;
        if ((HalfOfDay.Normal(field) ?? GluedDate.Normal(field)) is string normal)
            field = normal;
        if (CompactDate.Read(field) is { IsDate: true } compact)
            return compact;
        if (PeriodField.Read(field) is DateTime period)
            return DateReading.Of(period);
        bool mayBeHours = field.Length <= LongestHours && field.ContainsAny('h', 'H');
        if (!(mayBeHours || field.ContainsAny(FieldCharacters.DateMarks)) || !field.ContainsAnyInRange('0', '9'))
            return default;
        if (TimeField.TryRead(field, isAlone: true, out TimeSpan alone)
            && !(field.Contains('.') && !field.Contains(':') && Day(field) is { IsDate: true } or { DayFirst: not null }))
            return DateReading.Of(DayOfTimes + alone);

        int end = TimeField.Begin(field);
        if (end < 0)
            return Day(field);
        ReadOnlySpan<char> day = field[..end].TrimEnd(" ,-"), behind = field[(end + 1)..].Trim();
        if (TimeField.TryRead(behind, isAlone: false, out TimeSpan time))
            return At(Day(day), time);

        // As C writes it, with the year at the end: Tue Mar 05 10:00:00 2024.
        bool hasYear = behind.Length > YearDigits && behind[^(YearDigits + 1)] == ' '
            && !behind[^YearDigits..].ContainsAnyExceptInRange('0', '9');
        return hasYear && TimeField.TryRead(behind[..^YearDigits].Trim(), isAlone: false, out time)
            ? At(Day($"{day} {behind[^YearDigits..]}"), time) : Day(field);
    }

    /// <summary>
    /// Whether a field stands for no date, as databases write it, or for one that never comes: <c>0000-00-00</c>, <c>31.12.9999</c>.
    /// </summary>
    public static bool IsNone(ReadOnlySpan<char> field)
    {
        if (field is "00000000" or "99999999" or "99991231")
            return true;
        if (field.Length < LeastOfNone || !(field.Contains("0000", StringComparison.Ordinal)
            || field.Contains("9999", StringComparison.Ordinal) || field.Contains("0001", StringComparison.Ordinal)))
            return false;
        int end = field.IndexOfAny(' ', 'T');
        DateWords words = DateWords.Of(end < 0 ? field : field[..end]);
        return words is { Count: 3, IsValid: true, Month: 0 } && (IsNoYear(words, 0) || IsNoYear(words, 2));
    }

    private static bool IsNoYear(DateWords words, int at) => words.Lengths[at] == YearDigits && words.Numbers[at] is 0 or 1 or 9999
        && words.Lengths[1] <= 2 && words.Lengths[2 - at] <= 2;

    private static DateReading At(DateReading day, TimeSpan time) =>
        day with { DayFirst = day.DayFirst + time, MonthFirst = day.MonthFirst + time, Form = DateForm.Plain };

    private static DateReading Day(ReadOnlySpan<char> field)
    {
        DateWords words = DateWords.Of(field);
        return words switch
        {
            { Count: 2, IsValid: true } => Month(words),
            { Count: 3, IsValid: true, Month: > 0 } => Worded(words),
            { Count: 3, IsValid: true } => Numbers(words),
            _ => default,
        };
    }

    /// <summary>
    /// A month and a year: <c>2004-03</c>, <c>03/2004</c>, <c>Mar 2004</c>, <c>Mar-04</c>; a day without a year: <c>31.12.</c>,
    /// <c>31-Dec</c>; a day by its number in the year: <c>2004-366</c>.
    /// </summary>
    private static DateReading Month(DateWords words)
    {
        (int first, int second) = (words.Numbers[0], words.Numbers[1]);
        if (words.Month > 0)
        {
            int year = words.MonthAt == 0 ? second : first, length = words.Lengths[words.MonthAt == 0 ? 1 : 0];
            bool isYear = length == 4 || (length == 2 && words.MonthAt == 0 && words.Mark == '-');
            return length > 2 && !isYear ? default
                : DateReading.Of(isYear ? DateOf(Year(year, length), words.Month, 1) : DateOf(YearOfDays, words.Month, year));
        }

        bool isFirstYear = DateYears.IsPlain(first), isSecondYear = DateYears.IsPlain(second);
        return (words.Lengths[0], words.Lengths[1], words.Mark) switch
        {
            (<= 2, <= 2, '.') when words.HasMarkBehind => DateReading.Of(DateOf(YearOfDays, second, first)),
            (<= 2, <= 2, '年') => DateReading.Of(DateOf(YearOfDays, first, second)),
            (4, <= 2, '.') when words.HasMarkBehind && isFirstYear => DateReading.Of(DateOf(first, second, 1)),
            _ when words.HasMarkBehind && words.Mark != '年' => default,
            (4, <= 2, '-' or '/' or '年') when isFirstYear => DateReading.Of(DateOf(first, second, 1)),
            (4, OrdinalDigits, '-') when isFirstYear => DateReading.Of(DateYears.DayOf(first, second)),
            (4, 2, '.') when isFirstYear => DateReading.Of(DateOf(first, second, 1)) with { Form = DateForm.Decimal },
            (<= 2, 4, '-' or '/') when isSecondYear => DateReading.Of(DateOf(second, first, 1)),
            (<= 3, 4, '.') when isSecondYear => DateReading.Of(DateOf(second, first, 1)) with { Form = DateForm.Decimal },
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

        if (lengthThree is not (4 or 2) || lengthOne > 2 || lengthTwo > 2)
            return default;
        int year = Year(three, lengthThree);
        bool mayBeVersion = lengthThree == 2 && words.Mark == '.' && lengthOne + lengthTwo < 4; // Seldom have they two digits each.
        return new DateReading(
            DateOf(year, two, one), DateOf(year, one, two), mayBeVersion ? DateForm.Version : DateForm.Plain, words.Mark == '.');
    }

    private static int Year(int number, int length) => length == 2 ? DateYears.OfTwoDigits(number) : number;

    /// <summary>A date; null where there is no such day.</summary>
    public static DateTime? DateOf(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
        ? new DateTime(year, month, day) : null;
}
