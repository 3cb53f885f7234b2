namespace MLFlux.Normalizing;

/// <summary>The median of numbers, and how far from it they are, whatever few of them are.</summary>
internal static class MedianDeviation
{
    /// <summary>Half of the normal numbers of deviation 1 are nearer to their mean.</summary>
    private const double NormalDistance = 0.6745;

    /// <summary>
    /// The median, and the median of the distances from it, over that of normal numbers of deviation 1. Numbers that are the median do
    /// not count as distances, so that amounts of which most are 0 have the scale of the others. The range is 1 where all are equal.
    /// </summary>
    /// <param name="values">Finite numbers in any order; they are sorted.</param>
    public static RobustScale Of(List<double> values)
    {
        if (values.Count == 0)
            return RobustScale.Identity;
        values.Sort();
        double median = values[values.Count / 2];
        double[] distances = [.. values.Where(value => value != median).Select(value => Math.Abs((value / 2) - (median / 2)))];
        if (distances.Length == 0)
            return RobustScale.Identity with { Center = median };
        Array.Sort(distances);
        return new RobustScale(median, Math.Min(distances[distances.Length / 2], double.MaxValue / 4) * 2 / NormalDistance);
    }
}
