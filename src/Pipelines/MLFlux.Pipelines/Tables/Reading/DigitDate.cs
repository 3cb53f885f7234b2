using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Makes dates of the digits of a number; null where they are none.</summary>
internal static class DigitDate
{
    public static DateTime? Day(long year, long month, long day) =>
        DateYears.IsPlain(year) ? DateField.DateOf((int)year, (int)month, (int)day) : null;

    /// <summary>A day of a year of two digits, from 1950 to 2049.</summary>
    public static DateTime? ShortDay(long year, long month, long day) =>
        year is >= 0 and < 100 && month is > 0 and < 100 && day is > 0 and < 100
        ? DateField.DateOf(DateYears.OfTwoDigits((int)year), (int)month, (int)day) : null;

    /// <summary>The first day of a week.</summary>
    public static DateTime? Week(long year, long week) =>
        DateYears.IsPlain(year) && week >= 1 && week <= ISOWeek.GetWeeksInYear((int)year)
        ? ISOWeek.ToDateTime((int)year, (int)week, DayOfWeek.Monday) : null;

    public static DateTime? DayOfYear(long year, long day) =>
        DateYears.IsPlain(year) && day is > 0 and < 1_000 ? DateYears.DayOf((int)year, (int)day) : null;

    public static DateTime? Clock(long hour, long minute, long second) =>
        hour is >= 0 and < 24 && minute < 60 && second < 60
        ? DateField.DayOfTimes + new TimeSpan((int)hour, (int)minute, (int)second) : null;
}
