using Microsoft.ML.Data;

namespace MLFlux.Dates;

/// <summary>The numbers that a date is taken apart into, in the order of the vector's slots.</summary>
internal static class DatePart
{
    private const int MonthsInYear = 12, DaysInMonth = 31, DaysInWeek = 7, HoursInDay = 24;

    private static readonly string[] s_names =
        ["Year", "MonthSin", "MonthCos", "WeekdaySin", "WeekdayCos", "HourSin", "HourCos", "Missing"];

    /// <summary>The angles of each day of a year, of each weekday, and of midnight, of which most dates are.</summary>
    private static readonly (float Sine, float Cosine)[] s_days =
        [.. Enumerable.Range(0, MonthsInYear * DaysInMonth).Select(day => Angle(Turn(day / DaysInMonth, day % DaysInMonth)))],
        s_weekdays = [.. Enumerable.Range(0, DaysInWeek).Select(day => Angle((double)day / DaysInWeek))];
    private static readonly (float Sine, float Cosine) s_midnight = Angle(0);

    public static int Count => s_names.Length;

    public static ReadOnlyMemory<char>[] Names => [.. s_names.Select(name => name.AsMemory())];

    public static VectorDataViewType Type { get; } = new(NumberDataViewType.Single, s_names.Length);

    /// <summary>Fills the slots. Cyclic parts are angles, so that December lies beside January; hours go on with their minutes.</summary>
    public static void Fill(DateTime date, Span<float> parts)
    {
        parts.Clear();
        if (date == default)
        {
            parts[^1] = 1;
            return;
        }

        parts[0] = date.Year + ((date.DayOfYear - 1) / (DateTime.IsLeapYear(date.Year) ? 366f : 365f));
        (parts[1], parts[2]) = s_days[((date.Month - 1) * DaysInMonth) + date.Day - 1];
        (parts[3], parts[4]) = s_weekdays[(int)date.DayOfWeek];
        (parts[5], parts[6]) = date.TimeOfDay == default ? s_midnight : Angle(date.TimeOfDay.TotalHours / HoursInDay);
    }

    /// <summary>How much of a year lies before a day, both from 0, where all months have 31.</summary>
    private static double Turn(int month, int day) => (month + (day / (double)DaysInMonth)) / MonthsInYear;

    private static (float Sine, float Cosine) Angle(double turn)
    {
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * turn);
        return ((float)sine, (float)cosine);
    }
}
