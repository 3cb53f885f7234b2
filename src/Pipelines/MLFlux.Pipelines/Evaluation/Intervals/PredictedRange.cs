namespace MLFlux;

/// <summary>One row for which a range was predicted.</summary>
/// <param name="Actual">The label.</param>
/// <param name="Lower">The lowest quantile.</param>
/// <param name="Predicted">The quantile in the middle, or the mean of the two in the middle.</param>
/// <param name="Upper">The highest quantile.</param>
public sealed record PredictedRange(double Actual, double Lower, double Predicted, double Upper);
