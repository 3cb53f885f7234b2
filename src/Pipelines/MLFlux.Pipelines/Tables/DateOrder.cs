namespace MLFlux;

/// <summary>Which of the numbers of a date comes first, where its year does not.</summary>
public enum DateOrder
{
    /// <summary>The day: <c>31.12.2024</c>, <c>31/12/24</c>.</summary>
    DayFirst,

    /// <summary>The month: <c>12/31/2024</c>.</summary>
    MonthFirst,
}
