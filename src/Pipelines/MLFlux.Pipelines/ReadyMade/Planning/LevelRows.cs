using Microsoft.ML.Data;
using MLFlux.Normalizing;

namespace MLFlux.ReadyMade;

/// <summary>
/// How many rows a level of a category needs: of fewer, the label's mean over the rows of a level is further from what the level does than
/// the mean over all rows is, and a network learns the noise by heart.
/// </summary>
/// <remarks>
/// The number is the variance within levels over that between what the levels do, Bühlmann's k: "Experience rating and credibility", 1967.
/// The variance between is that of the levels' means less what the rows of a level make by chance.
/// </remarks>
internal static class LevelRows
{
    /// <summary>
    /// No level of so many rows is left out: what it does may depend on other columns, of which the means over all its rows say nothing.
    /// </summary>
    private const int Most = 10;

    /// <summary>So many levels have to be left, or all are.</summary>
    private const int LeastLevels = 2;

    /// <summary>Whether some levels have so few rows that it matters, and others do not.</summary>
    /// <param name="category">The column.</param>
    /// <param name="use">What is made of it.</param>
    public static bool AreFew(ColumnProfile category, ColumnUse use) =>
        use is ColumnUse.Category or ColumnUse.Hashed && category.Column.Type is TextDataViewType
        && category.Values.Values.Any(rows => rows < Most) && Kept(category, Most) >= LeastLevels;

    /// <summary>How many levels of a column have so many rows.</summary>
    public static int Kept(ColumnProfile category, int least) => category.Values.Values.Count(rows => rows >= least);

    /// <param name="levels">The level of each row.</param>
    /// <param name="targets">The targets of the label.</param>
    /// <returns>The number of rows, at least 1 and at most ten.</returns>
    public static int Needed(double[] levels, IEnumerable<double[]> targets)
    {
        var groups = new RowGroups(levels.Length);
        groups.SetLevels(levels, rowsOfLevel: 1);
        double within = 0, between = 0;
        foreach (double[] target in targets)
        {
            (double ofRows, double ofLevels) = Variances(groups, target);
            within += ofRows;
            between += ofLevels;
        }

        return within < Most * between ? Math.Max(1, (int)Math.Ceiling(within / between)) : Most;
    }

    /// <summary>The variance within the levels, and that between what the levels do (the estimate of one-way random effects).</summary>
    private static (double Within, double Between) Variances(RowGroups levels, double[] target)
    {
        var (rows, sums) = (new double[levels.Count], new double[levels.Count]);
        double squares = 0, all = target.Length, total = target.Sum();
        for (int row = 0; row < target.Length; row++)
        {
            rows[levels.Of[row]]++;
            sums[levels.Of[row]] += target[row];
            squares += target[row] * target[row];
        }

        if (levels.Count < 2 || levels.Count >= target.Length)
            return (0, 0);
        double ofMeans = sums.Zip(rows, (sum, count) => sum * sum / count).Sum();
        double within = (squares - ofMeans) / (all - levels.Count);
        double usual = (all - (rows.Sum(count => count * count) / all)) / (levels.Count - 1); // Rows of a level, where they are unequal.
        double spread = (ofMeans - (total * total / all)) / (levels.Count - 1);
        return (Math.Max(0, within), Math.Max(0, (spread - within) / usual));
    }
}
