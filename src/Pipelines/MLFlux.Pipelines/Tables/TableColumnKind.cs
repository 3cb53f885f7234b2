namespace MLFlux;

/// <summary>What the fields of a table's column hold.</summary>
public enum TableColumnKind
{
    /// <summary>Numbers, in the data a <c>Single</c>; a missing one is NaN.</summary>
    Number,

    /// <summary>Text, as it stands; a missing one is empty, or the mark that stands for it.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>, in upper or lower case, in every row.</summary>
    Boolean,

    /// <summary>
    /// Dates, with a time or without one, in the data a <c>DateTime</c>, as the clock shows it, whatever zone is written; a missing
    /// one is its default, in year 1. A month alone is its first day, a time alone lies on 1 January 1900.
    /// </summary>
    Date,

    /// <summary>
    /// Numbers of more digits than a <c>Single</c> keeps, such as whole numbers above 2²⁴, in the data a <c>Double</c>; a missing
    /// one is NaN.
    /// </summary>
    Double,

    /// <summary>Whole numbers of more digits than a <c>Double</c> keeps, one in every row, in the data an <c>Int64</c>.</summary>
    Int64,
}
