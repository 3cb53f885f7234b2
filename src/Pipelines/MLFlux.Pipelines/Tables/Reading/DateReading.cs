namespace MLFlux.Tables;

/// <summary>What a field says as a date, with the day and with the month before the other.</summary>
/// <param name="DayFirst">With the day first; null where that is no date.</param>
/// <param name="MonthFirst">With the month first; null where that is no date.</param>
/// <param name="IsCompact">Whether it is written without marks: <c>20240131</c>.</param>
/// <param name="HasDots">Whether points stand between its numbers, before which the day is written first everywhere.</param>
internal readonly record struct DateReading(DateTime? DayFirst, DateTime? MonthFirst, bool IsCompact = false, bool HasDots = false)
{
    public static DateReading Of(DateTime? date) => new(date, date);

    public bool IsDate => DayFirst is not null || MonthFirst is not null;

    public DateTime? By(DateOrder order) => order == DateOrder.DayFirst ? DayFirst : MonthFirst;
}
