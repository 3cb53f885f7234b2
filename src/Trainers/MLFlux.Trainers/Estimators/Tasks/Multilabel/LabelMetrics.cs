namespace MLFlux;

/// <summary>How well one of several labels was predicted.</summary>
/// <param name="Label">The label.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="Precision">The share of the rows it was predicted for that have it: TP / (TP + FP); NaN where it never was.</param>
/// <param name="Recall">The share of the rows that have it for which it was predicted: TP / (TP + FN); NaN where no row has it.</param>
/// <param name="F1">2 TP / (2 TP + FP + FN); NaN where no row has it and it was never predicted.</param>
/// <param name="AveragePrecision">
/// Σ (Rₙ − Rₙ₋₁) Pₙ over all thresholds of the score, the area below its curve of precision and recall; NaN where no row has it.
/// </param>
public sealed record LabelMetrics(string Label, int Rows, double Precision, double Recall, double F1, double AveragePrecision);
