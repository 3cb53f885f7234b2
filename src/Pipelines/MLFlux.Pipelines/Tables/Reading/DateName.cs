namespace MLFlux.Tables;

/// <summary>What a column's name says of numbers that may be dates.</summary>
[Flags]
internal enum DateName
{
    None = 0,

    /// <summary>They are days, whatever else.</summary>
    Date = 1,

    /// <summary>They are moments, or how long something took.</summary>
    Moment = 2,

    /// <summary>They are months.</summary>
    Month = 4,

    /// <summary>They are weeks.</summary>
    Week = 8,

    /// <summary>They are times of the day, or how long something took.</summary>
    Clock = 16,

    /// <summary>They name something: numbers of orders, towns, telephones.</summary>
    Code = 32,
}
