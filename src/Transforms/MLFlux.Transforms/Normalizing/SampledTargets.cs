namespace MLFlux.Normalizing;

/// <summary>The targets of a label over sampled rows, each of mean 0 and variance 1; numbers are bounded first.</summary>
internal sealed class SampledTargets
{
    public SampledTargets(RowSample rows, LabelTargets targets)
    {
        AreNumbers = !targets.AreClasses;
        var (values, shares) = (new List<double[]>(), new List<double>());
        for (int target = 0; target < targets.Count; target++)
        {
            double[] all = [.. Enumerable.Range(0, rows.Rows).Select(row => (double)rows.Target(row, target))];
            if (Standardized(AreNumbers ? ValueSample.Bounded(all) : all) is not { } standardized)
                continue;
            values.Add(standardized);
            shares.Add(targets.ExcludeEachOther ? 1 - all.Average() : 1);
        }

        (Values, Shares) = ([.. values], [.. shares]);
        Freedom = Math.Max(1, (int)Math.Round(Shares.Sum()));
    }

    /// <summary>The values of each target, row by row.</summary>
    public double[][] Values { get; }

    /// <summary>By how much each counts: of classes that exclude each other, the share of rows that are of another.</summary>
    public double[] Shares { get; }

    public bool AreNumbers { get; }

    /// <summary>How many of the targets are independent: one less than classes that exclude each other, where all are tested.</summary>
    public int Freedom { get; }

    /// <summary>The same values with mean 0 and variance 1; null where all are the same.</summary>
    public static double[]? Standardized(double[] values)
    {
        double mean = values.DefaultIfEmpty().Average();
        double deviation = Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).DefaultIfEmpty().Average());
        return deviation > 0 ? [.. values.Select(value => (value - mean) / deviation)] : null;
    }
}
