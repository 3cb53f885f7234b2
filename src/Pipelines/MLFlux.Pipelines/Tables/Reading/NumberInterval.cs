namespace MLFlux.Tables;

/// <summary>A range of numbers; a number alone is one from itself to itself.</summary>
/// <param name="Lower">Its lower end; negative infinity for none.</param>
/// <param name="Upper">Its upper end; infinity for none.</param>
internal readonly record struct NumberInterval(double Lower, double Upper)
{
    /// <summary>Of ranges further apart than a tenth of the narrower, or than 1, something between is missing.</summary>
    private const double MostApart = 1, MostShare = 0.1;

    /// <summary>Fewer are a yes or no, of which the order says nothing.</summary>
    private const int Least = 3;

    /// <summary>Whether it has two ends.</summary>
    public bool IsBetween => Lower < Upper && double.IsFinite(Upper - Lower);

    /// <summary>
    /// Whether ranges are one order: they have no more than their ends in common, and most begin where the one before ends. At least half
    /// are more than a number: a few ranges among numbers are codes, as sectors of an economy are.
    /// </summary>
    public static bool AreOrdered(IEnumerable<NumberInterval> ranges)
    {
        NumberInterval[] sorted = [.. ranges.OrderBy(range => range.Lower).ThenBy(range => range.Upper)];
        int adjoining = 0, numbers = sorted.Count(range => range.Lower == range.Upper);
        for (int i = 1; i < sorted.Length; i++)
        {
            (NumberInterval one, NumberInterval next) = (sorted[i - 1], sorted[i]);
            double gap = next.Lower - one.Upper;
            if (gap < 0)
                return false;
            double narrower = Math.Min(one.Upper - one.Lower, next.Upper - next.Lower);
            adjoining += gap <= Math.Max(MostApart, MostShare * narrower) ? 1 : 0;
        }

        return sorted.Length >= Least && 2 * adjoining >= sorted.Length - 1 && 2 * numbers <= sorted.Length;
    }
}
