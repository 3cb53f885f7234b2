using Microsoft.ML.Data;

namespace MLFlux.Dates;

/// <summary>The numbers that a date is taken apart into, in the order of the vector's slots.</summary>
internal static class DatePart
{
    private const int MonthsInYear = 12, DaysInWeek = 7, HoursInDay = 24;

    private static readonly string[] s_names =
        ["Year", "MonthSin", "MonthCos", "WeekdaySin", "WeekdayCos", "HourSin", "HourCos", "Missing"];

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
        SetAngle(parts[1..3], (date.Month - 1 + ((date.Day - 1) / 31.0)) / MonthsInYear);
        SetAngle(parts[3..5], (double)date.DayOfWeek / DaysInWeek);
        SetAngle(parts[5..7], date.TimeOfDay.TotalHours / HoursInDay);
    }

    private static void SetAngle(Span<float> slots, double turn)
    {
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * turn);
        slots[0] = (float)sine;
        slots[1] = (float)cosine;
    }
}
