namespace MLFlux.Evaluation;

/// <summary>Statistics of a few numbers.</summary>
internal static class SampleStatistics
{
    /// <summary>The standard deviation of the population that the values are drawn from (n − 1); NaN for fewer than two.</summary>
    public static double StandardDeviation(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
            return double.NaN;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
