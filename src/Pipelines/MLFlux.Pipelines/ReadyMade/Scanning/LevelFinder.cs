using System.Globalization;
using Microsoft.ML;
using MLFlux.Normalizing;

namespace MLFlux.ReadyMade;

/// <summary>
/// Finds whole numbers that are codes, of shops, regions or kinds: the label of neighbours differs by more than that of the rows of one
/// number, as it would not if the order said something.
/// </summary>
internal static class LevelFinder
{
    private const int MostRows = 50_000, MostValues = 10_000_000, MostClasses = 8, LeastRows = 2, LeastLevels = 10, Check = 1_000;

    /// <summary>Of squares of normal numbers the least nine of ten have this mean; the others, as at a step, do not count.</summary>
    private const double Counted = 0.9, MeanOfCounted = 0.623;

    /// <summary>So many standard errors, and twice as much as chance gives, are beyond chance.</summary>
    private const double Certain = 5, LeastExcess = 2;

    /// <param name="data">The rows, of which the first are looked at.</param>
    /// <param name="label">The label.</param>
    /// <param name="candidates">Columns of whole numbers that are there several times each.</param>
    /// <param name="isNumber">Whether the label is predicted as a number.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static IReadOnlyList<string> Find(
        IDataView data, DataViewSchema.Column label, IReadOnlyList<DataViewSchema.Column> candidates, bool isNumber,
        CancellationToken cancellation)
    {
        if (candidates.Count == 0 || !DataScan.IsScanned(label))
            return [];
        using DataViewRowCursor cursor = data.GetRowCursor(candidates.Append(label));
        ColumnScanner labels = ColumnScanner.Create(cursor, label, countsAll: false)!;
        ColumnScanner[] scanners = [.. candidates.Select(column => ColumnScanner.Create(cursor, column, countsAll: false)!)];
        var answers = new List<object>();
        List<double>[] numbers = [.. scanners.Select(_ => new List<double>())];
        int most = Math.Min(MostRows, MostValues / candidates.Count);
        for (int row = 0; row < most && cursor.MoveNext(); row++)
        {
            if (row % Check == 0)
                cancellation.ThrowIfCancellationRequested();
            labels.Read();
            if (labels.Last is not { } answer)
                continue;
            answers.Add(answer);
            for (int i = 0; i < scanners.Length; i++)
            {
                scanners[i].Read();
                numbers[i].Add(scanners[i].Last is { } number ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : double.NaN);
            }
        }

        double[][] targets = isNumber && !answers.Exists(answer => answer is string)
            ? [ValueSample.Bounded([.. answers.Select(answer => Convert.ToDouble(answer, CultureInfo.InvariantCulture))])]
            : Classes(answers);
        return [.. candidates.Where((_, i) => AreCodes(numbers[i], targets, cancellation)).Select(column => column.Name)];
    }

    /// <summary>Whether any of the targets says so.</summary>
    private static bool AreCodes(List<double> numbers, double[][] targets, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int[][] levels =
        [
            .. Enumerable.Range(0, numbers.Count).Where(row => !double.IsNaN(numbers[row])).GroupBy(row => numbers[row])
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

    /// <summary>1 for the rows of each of the most frequent classes, else 0; one of two classes says what the other does.</summary>
    private static double[][] Classes(List<object> answers)
    {
        object[] classes = [.. answers.GroupBy(answer => answer).OrderByDescending(rows => rows.Count()).Select(rows => rows.Key)];
        return [.. classes.Take(classes.Length == 2 ? 1 : MostClasses)
            .Select(one => answers.Select(answer => answer.Equals(one) ? 1.0 : 0).ToArray())];
    }
}
