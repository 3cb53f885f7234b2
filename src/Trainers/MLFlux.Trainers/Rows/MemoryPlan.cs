namespace MLFlux.Rows;

/// <summary>How much of a fit's memory budget its features may take, when all else that the fit brings has its room.</summary>
internal static class MemoryPlan
{
    /// <summary>
    /// What a fit takes however few rows it keeps: code that is compiled while it runs, batches, garbage between two collections.
    /// Measured with 784–128–10: 10 MB more than a fit of a thousand rows; with a second column of 20 numbers 12 MB, give or take 2.
    /// </summary>
    private const long Working = 14_000_000;

    /// <summary>So much of a small budget is left for the features, or there would be nothing to shuffle.</summary>
    private const double LeastShare = 0.25;

    /// <summary>A row's number in the order of the split, and whether it is trained on.</summary>
    private const int BytesOfOrder = sizeof(int) + sizeof(bool);

    /// <summary>How many bytes the features of all rows in memory may take together.</summary>
    /// <param name="budget">The memory budget.</param>
    /// <param name="rows">All rows, whose labels and weights stay in memory.</param>
    public static double FeatureBytes(long budget, RowsInMemory rows)
    {
        double beside = rows.BytesBesideFeatures + ((long)BytesOfOrder * rows.Count);
        return Math.Max(budget - Math.Min(Working, budget * LeastShare) - beside, budget * LeastShare);
    }
}
