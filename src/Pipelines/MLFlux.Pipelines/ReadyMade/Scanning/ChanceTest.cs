using MLFlux.Normalizing;

namespace MLFlux.ReadyMade;

/// <summary>Tests whether a column has to do with a label.</summary>
internal static class ChanceTest
{
    private const int MostBins = 16, RowsOfBin = 50, RowsOfLevel = 4;

    /// <summary>
    /// How probable it is by chance that the label differs so much between the levels of a column, or between bins of its numbers and the
    /// rows without one, or rises or falls so much with their rank.
    /// </summary>
    /// <param name="values">The column's numbers or levels, row by row; NaN for none.</param>
    /// <param name="areNumbers">Whether they are in an order.</param>
    /// <param name="targets">The targets of the label.</param>
    public static double Of(double[] values, bool areNumbers, IReadOnlyList<double[]> targets)
    {
        (int[] groups, double[] ranks) = areNumbers ? Bins(values) : (Levels(values), []);
        double least = 1;
        foreach (double[] target in targets)
        {
            double mean = target.DefaultIfEmpty().Average();
            double variance = target.Sum(value => (value - mean) * (value - mean)) / target.Length;
            if (!(variance > 0))
                continue;
            least = Math.Min(least, Between(groups, target, mean, variance));
            if (areNumbers)
                least = Math.Min(least, Trend(ranks, target, mean, variance));
        }

        return Math.Min(1, least * targets.Count * (areNumbers ? 2 : 1));
    }

    /// <summary>The group of each row, from 0 on: its level, or the bin of its number.</summary>
    /// <param name="values">The column's numbers or levels, row by row; NaN for none.</param>
    /// <param name="areNumbers">Whether they are in an order.</param>
    public static int[] Groups(double[] values, bool areNumbers) => areNumbers ? Bins(values).Groups : Levels(values);

    private static double Between(int[] groups, double[] target, double mean, double variance)
    {
        int count = groups.DefaultIfEmpty(-1).Max() + 1;
        var (sums, rows) = (new double[count], new int[count]);
        for (int row = 0; row < groups.Length; row++)
        {
            sums[groups[row]] += target[row] - mean;
            rows[groups[row]]++;
        }

        double statistic = 0;
        int filled = 0;
        for (int group = 0; group < count; group++)
        {
            if (rows[group] == 0)
                continue;
            filled++;
            statistic += sums[group] * sums[group] / rows[group];
        }

        return filled < 2 ? 1 : ChiSquare.Tail(statistic / variance, filled - 1);
    }

    private static double Trend(double[] ranks, double[] target, double mean, double variance)
    {
        double product = 0, squares = 0;
        for (int row = 0; row < ranks.Length; row++)
        {
            product += ranks[row] * (target[row] - mean);
            squares += ranks[row] * ranks[row];
        }

        return squares > 0 ? ChiSquare.Tail(product * product / (squares * variance), 1) : 1;
    }

    /// <summary>The bin of each row, and its rank from the middle one; rows without a number have a bin of their own.</summary>
    private static (int[] Groups, double[] Ranks) Bins(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).Where(row => !double.IsNaN(values[row])).OrderBy(row => values[row])];
        int bins = Math.Clamp(order.Length / RowsOfBin, 2, MostBins);
        var (groups, ranks) = (new int[values.Length], new double[values.Length]);
        Array.Fill(groups, bins);
        for (int first = 0; first < order.Length;)
        {
            int end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]])
                end++;
            int bin = (int)((long)(first + end) * bins / (2L * order.Length));
            double rank = ((first + end) / 2.0) - (order.Length / 2.0); // Equal numbers share a rank.
            for (; first < end; first++)
                (groups[order[first]], ranks[order[first]]) = (bin, rank);
        }

        return (groups, ranks);
    }

    /// <summary>The level of each row; one for all levels of few rows.</summary>
    private static int[] Levels(double[] values)
    {
        Dictionary<double, int> places = values.GroupBy(value => value).Where(rows => rows.Count() >= RowsOfLevel)
            .Select((rows, place) => (rows.Key, place + 1)).ToDictionary();
        return [.. values.Select(value => places.GetValueOrDefault(value))];
    }
}
