namespace MLFlux.Tables;

/// <summary>What a field says as a date, with the day and with the month before the other.</summary>
/// <param name="DayFirst">With the day first; null where that is no date.</param>
/// <param name="MonthFirst">With the month first; null where that is no date.</param>
/// <param name="Form">How surely it is a date.</param>
/// <param name="HasDots">Whether points stand between its numbers, before which the day is written first everywhere.</param>
internal readonly record struct DateReading(
    DateTime? DayFirst, DateTime? MonthFirst, DateForm Form = DateForm.Plain, bool HasDots = false)
{
    public static DateReading Of(DateTime? date) => new(date, date);

    /// <summary>Whether it is a date by itself; one that a decimal number or a version may be as well is one among others alone.</summary>
    public bool IsDate => MayBeDate && Form is (DateForm.Plain or DateForm.Compact);

    public bool MayBeDate => DayFirst is not null || MonthFirst is not null;

    public DateTime? By(DateOrder order) => order == DateOrder.DayFirst ? DayFirst : MonthFirst;
}
