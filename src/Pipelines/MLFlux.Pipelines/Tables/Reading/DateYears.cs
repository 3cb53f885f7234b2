namespace MLFlux.Tables;

/// <summary>The years that numbers of a date are taken for.</summary>
internal static class DateYears
{
    private const int First = 1900, Last = 2100, CenturyTurn = 50, MostDays = 366;

    /// <summary>Whether a number of four digits is a year, where it may be something else.</summary>
    public static bool IsPlain(long year) => year is >= First and <= Last;

    /// <summary>The year of two digits, from 1950 to 2049.</summary>
    public static int OfTwoDigits(int digits) => digits + (digits < CenturyTurn ? 2000 : 1900);

    /// <summary>A day by its number in the year; null where the year has no such day.</summary>
    public static DateTime? DayOf(int year, int day) => day is >= 1 and <= MostDays && DateField.DateOf(year, 1, 1)?.AddDays(day - 1) is
        DateTime date && date.Year == year ? date : null;
}
