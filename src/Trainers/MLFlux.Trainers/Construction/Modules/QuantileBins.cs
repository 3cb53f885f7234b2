namespace MLFlux.Construction;

/// <summary>Bins between the quantiles of values.</summary>
internal static class QuantileBins
{
    private const int LeastForTails = 16, TailHalves = 3;

    /// <summary>
    /// Finds where bins begin, and one over their widths: between all values that differ where there are so few of them, otherwise of
    /// as many values each. Bins that are left begin at the largest value and have slope 0, as has each of a constant.
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
        if (sorted.Count == 0)
            return;

        List<float> edges = Edges(sorted, start.Length);
        int found = 0;
        for (int edge = 1; edge < edges.Count; edge++)
        {
            float inverse = (float)(1 / ((double)edges[edge] - edges[edge - 1]));
            if (!float.IsFinite(inverse))
                continue;
            start[found] = edges[edge - 1];
            slope[found++] = inverse;
        }
    }

    /// <summary>The edges of at most so many bins, in their order, none twice.</summary>
    private static List<float> Edges(List<float> sorted, int bins)
    {
        List<float> different = Different(sorted);
        if (different.Count <= bins + 1)
            return different;

        // Where quantiles coincide, as in a column of mostly zeros, finer ones give the bins to the values that differ.
        List<float> edges = Quantiles(sorted, bins);
        for (int parts = 2 * bins; edges.Count <= bins && parts <= sorted.Count; parts *= 2)
        {
            List<float> finer = Quantiles(sorted, parts);
            if (finer.Count > bins + 1)
                break;
            edges = finer;
        }

        return edges;
    }

    private static List<float> Quantiles(List<float> sorted, int parts) =>
        Different(Shares(parts).Order().Select(share => (float)Quantile(sorted, share)));

    /// <summary>
    /// Shares of the values, as far apart from each other; where there are many, the first and the last are halved a few times, since in
    /// a heavy tail what lies between them may be most of the range.
    /// </summary>
    private static IEnumerable<double> Shares(int parts)
    {
        int halves = parts < LeastForTails ? 0 : TailHalves, even = parts - (2 * halves);
        for (int part = 0; part <= even; part++)
            yield return (double)part / even;
        for (int half = 1; half <= halves; half++)
        {
            yield return Math.Pow(2, -half) / even;
            yield return 1 - (Math.Pow(2, -half) / even);
        }
    }

    private static List<float> Different(IEnumerable<float> ordered)
    {
        var different = new List<float>();
        foreach (float value in ordered)
        {
            if (different.Count == 0 || value > different[^1])
                different.Add(value);
        }

        return different;
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
