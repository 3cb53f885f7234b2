using MLFlux.Normalizing;

namespace MLFlux.ReadyMade;

/// <summary>
/// Tests whether a column has to do with a label: whether the label differs between the levels of the column, or between bins of its
/// numbers and the rows without one, or rises or falls with their rank.
/// </summary>
internal sealed class ChanceTest
{
    private const int MostBins = 16, RowsOfBin = 50, RowsOfLevel = 2;

    private readonly double[][] _targets;

    /// <param name="targets">The targets of the label; those that are the same in all rows say nothing.</param>
    public ChanceTest(IEnumerable<double[]> targets) => _targets = [.. targets.Select(SampledTargets.Standardized).OfType<double[]>()];

    /// <param name="sample">Rows with a label.</param>
    /// <param name="isNumber">Whether it is predicted as a number, whose spread may change, too, with numbers that are multiplied.</param>
    public static ChanceTest Of(ColumnSample sample, bool isNumber) =>
        new(isNumber && sample.Targets is [var label] ? [label, Squares(label)] : sample.Targets);

    /// <summary>The rows by the levels of a column, or by bins of its numbers.</summary>
    /// <param name="values">The column's numbers or levels, row by row; NaN for none.</param>
    /// <param name="areNumbers">Whether they are in an order.</param>
    public static RowGroups Groups(double[] values, bool areNumbers)
    {
        var groups = new RowGroups(values.Length);
        if (areNumbers)
            groups.SetNumbers(values, MostBins, RowsOfBin);
        else
            groups.SetLevels(values, RowsOfLevel);
        return groups;
    }

    /// <summary>How probable it is by chance that the label has so much to do with a column, by the surest of the tests.</summary>
    /// <param name="groups">The column.</param>
    /// <param name="areNumbers">Whether its values are in an order.</param>
    public double Chance(RowGroups groups, bool areNumbers)
    {
        if (groups.Count < 2)
            return 1;
        double least = 1;
        foreach (double[] target in _targets)
        {
            least = Math.Min(least, ChiSquare.Tail(groups.Between(target), groups.Count - 1));
            if (areNumbers)
                least = Math.Min(least, ChiSquare.Tail(groups.Trend(target), 1));
        }

        return Math.Min(1, least * Math.Max(1, _targets.Length) * (areNumbers ? 2 : 1));
    }

    /// <summary>How far a label is from its mean.</summary>
    private static double[] Squares(double[] label)
    {
        double mean = label.DefaultIfEmpty().Average();
        return ValueSample.Bounded([.. label.Select(value => (value - mean) * (value - mean))]);
    }
}
