namespace MLFlux;

/// <summary>One value of a row.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value, as text.</param>
public sealed record ColumnValue(string Column, string Value);
