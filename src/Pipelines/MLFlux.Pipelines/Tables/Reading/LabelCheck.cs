namespace MLFlux.Tables;

/// <summary>The values that a file may have in the column of a model's label, or of its groups; each row has one.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Values">The values that the model knows; none for numbers and groups, of which it takes any.</param>
internal sealed record LabelCheck(string ColumnName, IReadOnlyList<string> Values);
