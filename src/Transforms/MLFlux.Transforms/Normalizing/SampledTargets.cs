namespace MLFlux.Normalizing;

/// <summary>The targets of a label over sampled rows, each of mean 0 and variance 1; numbers are bounded first.</summary>
internal sealed class SampledTargets
{
    public SampledTargets(RowSample rows, LabelTargets targets)
    {
        AreNumbers = !targets.AreClasses;
        (double[] Values, double Share)[] tested =
        [
            .. Enumerable.Range(0, targets.Count)
                .Select(target => Standardized([.. Enumerable.Range(0, rows.Rows).Select(row => (double)rows.Target(row, target))]))
                .OfType<(double[], double)>(),
        ];
        Values = [.. tested.Select(each => each.Values)];
        Shares = [.. tested.Select(each => targets.ExcludeEachOther ? each.Share : 1)];
        Freedom = Math.Max(1, (int)Math.Round(Shares.Sum()));
    }

    /// <summary>The values of each target, row by row.</summary>
    public double[][] Values { get; }

    /// <summary>By how much each counts: of classes that exclude each other, the share of rows that are of another.</summary>
    public double[] Shares { get; }

    public bool AreNumbers { get; }

    /// <summary>How many of the targets are independent: one less than classes that exclude each other, where all are tested.</summary>
    public int Freedom { get; }

    /// <summary>Null where all rows have the same.</summary>
    private (double[] Values, double Share)? Standardized(double[] values)
    {
        if (AreNumbers)
            values = ValueSample.Bounded(values);
        double mean = values.DefaultIfEmpty().Average();
        double deviation = Math.Sqrt(values.Select(value => (value - mean) * (value - mean)).DefaultIfEmpty().Average());
        return deviation > 0 ? ([.. values.Select(value => (value - mean) / deviation)], 1 - mean) : null;
    }
}
