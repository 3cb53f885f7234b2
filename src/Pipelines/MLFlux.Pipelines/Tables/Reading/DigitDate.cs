using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Makes dates of the digits of a number; null where they are none.</summary>
internal static class DigitDate
{
    private const int FirstYear = 1900, LastYear = 2100, CenturyTurn = 50, DaysOfYear = 366;

    public static DateTime? Day(long year, long month, long day) =>
        year is >= FirstYear and <= LastYear ? DateField.DateOf((int)year, (int)month, (int)day) : null;

    /// <summary>A day of a year of two digits, from 1950 to 2049.</summary>
    public static DateTime? ShortDay(long year, long month, long day) =>
        year is >= 0 and < 100 && month is > 0 and < 100 && day is > 0 and < 100
        ? DateField.DateOf((int)year + (year < CenturyTurn ? 2000 : 1900), (int)month, (int)day) : null;

    /// <summary>The first day of a week.</summary>
    public static DateTime? Week(long year, long week) =>
        year is >= FirstYear and <= LastYear && week >= 1 && week <= ISOWeek.GetWeeksInYear((int)year)
        ? ISOWeek.ToDateTime((int)year, (int)week, DayOfWeek.Monday) : null;

    public static DateTime? DayOfYear(long year, long day) =>
        year is >= FirstYear and <= LastYear && day is >= 1 and <= DaysOfYear && new DateTime((int)year, 1, 1).AddDays(day - 1) is var date
        && date.Year == year ? date : null;

    public static DateTime? Clock(long hour, long minute, long second) =>
        hour is >= 0 and < 24 && minute < 60 && second < 60
        ? DateField.DayOfTimes + new TimeSpan((int)hour, (int)minute, (int)second) : null;
}
