using MathNet.Numerics.Distributions;
using MLFlux.Evaluation;

namespace MLFlux;

/// <summary>A figure over repeated runs.</summary>
/// <param name="Name">The name of the metric.</param>
/// <param name="HigherIsBetter">Whether a better model has a higher one.</param>
/// <param name="Mean">The mean of the runs.</param>
/// <param name="StandardDeviation">The standard deviation of the runs (n − 1); NaN for one run.</param>
/// <param name="Lower">
/// The lower end of the 95 % interval of the mean: mean − t · deviation / √n, by Student's t with n − 1 degrees of freedom.
/// </param>
/// <param name="Upper">The upper end of the same interval. Runs share training rows, so the true interval is somewhat wider.</param>
public sealed record MetricSpread(string Name, bool HigherIsBetter, double Mean, double StandardDeviation, double Lower, double Upper)
{
    /// <summary>The spread of a metric over runs.</summary>
    internal static MetricSpread Of(IReadOnlyList<Metric> runs)
    {
        double[] values = [.. runs.Select(run => run.Value)];
        double mean = values.Average(), deviation = SampleStatistics.StandardDeviation(values);
        double half = Critical(values.Length) * deviation / Math.Sqrt(values.Length);
        return new MetricSpread(runs[0].Name, runs[0].HigherIsBetter, mean, deviation, mean - half, mean + half);
    }

    /// <summary>How many standard errors either side hold 95 % of the means of so many runs; NaN for one run.</summary>
    internal static double Critical(int runs) => runs < 2 ? double.NaN
        : StudentT.InvCDF(location: 0, scale: 1, freedom: runs - 1, p: 0.975);
}
