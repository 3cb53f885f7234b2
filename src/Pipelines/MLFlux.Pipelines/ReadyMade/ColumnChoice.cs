namespace MLFlux;

/// <summary>What a ready pipeline makes of a column, and why.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Use">What is made of it.</param>
/// <param name="Reason">Why, in a few words: <c>41 levels</c>, <c>has one value only</c>.</param>
public sealed record ColumnChoice(string ColumnName, ColumnUse Use, string Reason)
{
    /// <summary>Its numbers in the rows that were looked at; null for a column of anything else.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>The column, its use and the reason: <c>age: Number (1 to 90)</c>.</summary>
    public override string ToString() => $"{ColumnName}: {Use} ({Reason})";
}
