namespace MLFlux;

/// <summary>One figure of how well a model predicts.</summary>
/// <param name="Name">What it measures, as the field calls it: <c>micro-accuracy</c>, <c>AUC</c>, <c>R²</c>, ...</param>
/// <param name="Value">The figure; NaN where it is not defined on the rows.</param>
/// <param name="HigherIsBetter">Whether a better model has a higher one; false for losses and errors.</param>
public sealed record Metric(string Name, double Value, bool HigherIsBetter);
