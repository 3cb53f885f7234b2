namespace MLFlux.Construction;

/// <summary>Bins between the quantiles of values.</summary>
internal static class QuantileBins
{
    /// <summary>
    /// Finds where bins of as many values each begin, and one over their widths. Quantiles that coincide make fewer bins: those
    /// that are left begin at the largest value and have slope 0, as has each of a constant.
    /// </summary>
    /// <param name="values">The values, in any order; those that are not finite do not count.</param>
    /// <param name="start">Takes where each bin begins.</param>
    /// <param name="slope">Takes one over the width of each bin.</param>
    public static void Find(ReadOnlySpan<float> values, Span<float> start, Span<float> slope)
    {
        var sorted = new List<float>(values.Length);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                sorted.Add(value);
        }

        sorted.Sort();
        start.Fill(sorted.Count > 0 ? sorted[^1] : 0);
        slope.Clear();
        int found = 0;
        double left = sorted.Count > 0 ? sorted[0] : 0;
        for (int bin = 1; bin <= start.Length && sorted.Count > 0; bin++)
        {
            double right = (float)Quantile(sorted, (double)bin / start.Length);
            float inverse = (float)(1 / (right - left));
            if (right <= left || !float.IsFinite(inverse))
                continue;

            start[found] = (float)left;
            slope[found++] = inverse;
            left = right;
        }
    }

    /// <summary>The value below which a share of the values lies, on the line between the two it falls between.</summary>
    private static double Quantile(List<float> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int below = (int)place;
        double low = sorted[below], high = sorted[Math.Min(below + 1, sorted.Count - 1)];
        return low + ((high - low) * (place - below));
    }
}
