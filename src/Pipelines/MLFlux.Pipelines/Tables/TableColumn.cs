namespace MLFlux;

/// <summary>A column of a table in a text file.</summary>
/// <param name="Name">Its name in the data: that of the header or, without one, <c>Column1</c>, <c>Column2</c>, …</param>
/// <param name="Kind">What its fields hold.</param>
/// <param name="Index">Which field of a line it is, from 0.</param>
public sealed record TableColumn(string Name, TableColumnKind Kind, int Index)
{
    /// <summary>
    /// The unit that stands beside its numbers: <c>$</c>, <c>CHF</c>, <c>%</c>; null for none. In the data are the numbers alone:
    /// <c>12%</c> is 12. Of dates that the file has as numbers, what these count, or how their digits are written:
    /// <c>days since 1899-12-30</c>, <c>yyMMdd</c>. Of ranges, such as <c>25-34</c>, that their middle is in the data:
    /// <c>middle of range</c>.
    /// </summary>
    public string? Unit { get; init; }

    /// <summary>What stands before the decimal places of its numbers, a point or a comma; null for that of the layout.</summary>
    public char? DecimalMarker { get; init; }

    /// <summary>
    /// For each of its values, in lower case, the spelling by which it is read, where the file has some in several: <c>Yes</c>,
    /// <c>yes</c>, <c>YES</c>; null where each value has one.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Spellings { get; init; }

    /// <summary>
    /// Words that stand for missing values among its numbers or dates, such as <c>unknown</c>, in upper or lower case; null for none but
    /// those that do in any column.
    /// </summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>
    /// Letters behind some of its numbers that say how sure these are, as <c>p</c> in <c>12.3 p</c>; the number is the same without them.
    /// Null for none; where there are some, numbers of later files may have others.
    /// </summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Which number of its dates comes first; null where that does not matter, as with years first.</summary>
    public DateOrder? Dates { get; init; }
}
