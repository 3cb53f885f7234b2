namespace MLFlux;

/// <summary>How the range between two predicted quantiles holds on scored rows.</summary>
/// <param name="Lower">The quantile at the lower end, between 0 and 1.</param>
/// <param name="Upper">The quantile at the upper end.</param>
/// <param name="Coverage">The share of rows whose label lies in the range, its ends included: from 0 to 1.</param>
/// <param name="Below">The share of rows whose label lies below it, which should be at most <paramref name="Lower"/>.</param>
/// <param name="Above">The share of rows whose label lies above it, which should be at most 1 − <paramref name="Upper"/>.</param>
/// <param name="MeanWidth">The mean width of the range, in the label's unit.</param>
/// <param name="Rows">How many rows were measured: those with a finite label and finite quantiles.</param>
public sealed record IntervalMetrics(
    double Lower, double Upper, double Coverage, double Below, double Above, double MeanWidth, int Rows)
{
    /// <summary>The share of rows that the range promises to hold: <see cref="Upper"/> − <see cref="Lower"/>.</summary>
    public double Expected => Upper - Lower;
}
