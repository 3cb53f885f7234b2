namespace MLFlux.Tables;

/// <summary>The values that a file may have in the column of a model's label.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Values">The values that the model knows; none for numbers, of which it knows all.</param>
internal sealed record LabelCheck(string ColumnName, IReadOnlyList<string> Values);
