namespace MLFlux;

/// <summary>How much worse a model predicts when a column's values are shuffled among the rows.</summary>
/// <remarks>Permutation importance: L. Breiman, Random Forests, 2001; A. Fisher, C. Rudin, F. Dominici, 2019.</remarks>
/// <param name="Column">The column, as the data has it before any transform.</param>
/// <param name="Loss">By how much the task's main figure gets worse, on the average; about 0 for a column that plays no part.</param>
/// <param name="StandardDeviation">The spread of that over the shuffles; NaN for a single one.</param>
public sealed record FeatureImportance(string Column, double Loss, double StandardDeviation);
