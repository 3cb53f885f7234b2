namespace MLFlux.Training;

/// <summary>
/// The outcomes of the parts of something, each computed by one rank. They are added up in the order of the parts, so that the total does
/// not depend on the number of ranks.
/// </summary>
/// <param name="parts">How many parts there are.</param>
/// <param name="isCounted">Whether rows are right or wrong.</param>
internal sealed class BatchOutcomes(int parts, bool isCounted)
{
    private const int Values = 4;

    private readonly double[] _values = new double[parts * Values];

    /// <summary>The outcome of a part, on the rank that computed it.</summary>
    public BatchOutcome this[int part]
    {
        set
        {
            Span<double> values = _values.AsSpan(part * Values, Values);
            (values[0], values[1], values[2], values[3]) = (value.LossSum, value.Correct ?? 0, value.Weight, value.Rows);
        }
    }

    /// <summary>The outcome of all parts together, on every rank; the parts of the others are then known here, too.</summary>
    public BatchOutcome Total(Ranks ranks)
    {
        ranks.Sum(_values); // Each number is one rank's, and 0 on the others: sums of those are exact.
        var total = new BatchOutcome(0, isCounted ? 0 : null, 0, 0);
        for (int i = 0; i < _values.Length; i += Values)
            total += new BatchOutcome(_values[i], isCounted ? (int)_values[i + 1] : null, _values[i + 2], (int)_values[i + 3]);
        return total;
    }
}
