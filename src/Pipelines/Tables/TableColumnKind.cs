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

    /// <summary>Dates, with a time or without one, year first or month first, in the data a <c>DateTime</c>; a missing one is its default, in year 1.</summary>
    Date,
}
