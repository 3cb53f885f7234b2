namespace MLFlux;

/// <summary>One row of a regression.</summary>
/// <param name="Actual">The label.</param>
/// <param name="Predicted">The score.</param>
public sealed record PredictedNumber(double Actual, double Predicted);
