namespace MLFlux.Tables;

/// <summary>
/// Reads dates without marks between their parts: <c>20240131</c>, <c>31012024</c>, and with a time <c>20240131T1622</c>,
/// <c>20240131162207</c>.
/// </summary>
internal static class CompactDate
{
    private const int Day = 8, Hours = 2, Minutes = 4, Seconds = 6;

    public static DateReading Read(ReadOnlySpan<char> field)
    {
        if (field.Length < Day || field[..Day].ContainsAnyExceptInRange('0', '9'))
            return default;
        ReadOnlySpan<char> behind = field[Day..];
        DateReading day = DayOf(field[..Day]);
        if (behind.IsEmpty || !day.IsDate)
            return day;

        bool hasMark = behind[0] is 'T' or 't' or ' ' or '_' or '-';
        return TryTime(behind[(hasMark ? 1 : 0)..], out TimeSpan time)
            ? new DateReading(day.DayFirst + time, day.MonthFirst + time, hasMark ? DateForm.Plain : DateForm.Compact) : default;
    }

    /// <summary>A day; the year first or, where that is none, last.</summary>
    private static DateReading DayOf(ReadOnlySpan<char> digits)
    {
        if (Date(digits[..4], digits[4..6], digits[6..]) is DateTime date)
            return DateReading.Of(date) with { Form = DateForm.Compact };
        return new DateReading(
            Date(digits[4..], digits[2..4], digits[..2]), Date(digits[4..], digits[..2], digits[2..4]), DateForm.Compact);
    }

    private static DateTime? Date(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day) =>
        int.Parse(year) is var of && DateYears.IsPlain(of) ? DateField.DateOf(of, int.Parse(month), int.Parse(day)) : null;

    private static bool TryTime(ReadOnlySpan<char> text, out TimeSpan time)
    {
        if (text.Contains(':'))
            return TimeField.TryRead(text, isAlone: false, out time);
        int digits = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var other ? other : text.Length;
        time = default;
        return digits is Minutes or Seconds && TimeField.TryRead(
            $"{text[..Hours]}:{text[Hours..Minutes]}{(digits == Seconds ? ":" : "")}{text[Minutes..]}", isAlone: false, out time);
    }
}
