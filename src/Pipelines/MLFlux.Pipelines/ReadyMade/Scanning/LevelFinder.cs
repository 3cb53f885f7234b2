namespace MLFlux.ReadyMade;

/// <summary>
/// Finds whole numbers that are codes, of shops, regions or kinds: the label of neighbours differs by more than that of the rows of one
/// number, as it would not if the order said something.
/// </summary>
internal static class LevelFinder
{
    private const int LeastRows = 2, LeastLevels = 10;

    /// <summary>Of squares of normal numbers the least nine of ten have this mean; the others, as at a step, do not count.</summary>
    private const double Counted = 0.9, MeanOfCounted = 0.623;

    /// <summary>So many standard errors, and twice as much as chance gives, are beyond chance.</summary>
    private const double Certain = 5, LeastExcess = 2;

    /// <param name="sample">The rows.</param>
    /// <param name="candidates">Columns of whole numbers that are there several times each.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static IReadOnlyList<string> Find(ColumnSample sample, IEnumerable<string> candidates, CancellationToken cancellation) =>
        [.. candidates.Where(column => AreCodes(sample.Values(column), sample.Targets, cancellation))];

    /// <summary>Whether any of the targets says so.</summary>
    private static bool AreCodes(double[] numbers, double[][] targets, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int[][] levels =
        [
            .. Enumerable.Range(0, numbers.Length).Where(row => !double.IsNaN(numbers[row])).GroupBy(row => numbers[row])
                .Where(level => level.Count() >= LeastRows).OrderBy(level => level.Key).Select(level => level.ToArray()),
        ];
        return levels.Length >= LeastLevels && targets.Any(target => AreCodes(levels, target));
    }

    /// <summary>
    /// Whether the means of the numbers are further from those between their neighbours than the spread of the rows of one number lets
    /// them be: where the order tells, the squares of the differences, each divided by its variance, are those of normal numbers.
    /// </summary>
    private static bool AreCodes(int[][] rowsOfLevels, double[] target)
    {
        (int Rows, double Mean, double Squares)[] levels = [.. rowsOfLevels.Select(rows => Measure(rows, target))];
        double variance = levels.Sum(level => level.Squares) / levels.Sum(level => level.Rows - 1);
        if (!(variance > 0))
            return false;
        double[] squares =
            [.. Enumerable.Range(1, levels.Length - 2).Select(i => Difference(levels[i - 1], levels[i], levels[i + 1])).Order()];
        double mean = squares.Take((int)Math.Ceiling(squares.Length * Counted)).Average() / variance;
        return mean > MeanOfCounted * Math.Max(LeastExcess, 1 + (Certain * Math.Sqrt(2.0 / squares.Length)));
    }

    /// <summary>The square of how far a mean is from that between its neighbours, for rows of variance 1.</summary>
    private static double Difference(
        (int Rows, double Mean, double Squares) below, (int Rows, double Mean, double Squares) level,
        (int Rows, double Mean, double Squares) above)
    {
        double off = level.Mean - ((below.Mean + above.Mean) / 2);
        return off * off / ((1.0 / level.Rows) + (0.25 / below.Rows) + (0.25 / above.Rows));
    }

    private static (int Rows, double Mean, double Squares) Measure(int[] rows, double[] target)
    {
        double mean = rows.Average(row => target[row]);
        return (rows.Length, mean, rows.Sum(row => (target[row] - mean) * (target[row] - mean)));
    }
}
