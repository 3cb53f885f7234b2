namespace MLFlux.ReadyMade;

/// <summary>How much of a number columns tell one by one: what is mostly noise is known for it before a network learns it.</summary>
internal static class SignalShare
{
    private const int HeldOut = 5, Passes = 20;

    /// <summary>How far a step goes towards the mean of a group, and how many rows at zero each group is thought to have.</summary>
    private const double Rate = 0.5, RowsAtZero = 10;

    /// <summary>
    /// The share of the label's variance, on a fifth of the rows that is held out, that a sum of one function for each column explains:
    /// at least 0, and less than a network can explain where columns matter together.
    /// </summary>
    /// <remarks>The functions are steps, fitted in turn to what the others leave (backfitting: Friedman and Stuetzle, 1981).</remarks>
    /// <param name="columns">The group of each row, from 0 on, by each column.</param>
    /// <param name="label">The label of each row.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double Of(IReadOnlyList<int[]> columns, double[] label, CancellationToken cancellation)
    {
        double mean = label.Where((_, row) => !IsHeldOut(row)).DefaultIfEmpty().Average();
        double[] rest = [.. label.Select(value => value - mean)];
        double all = Squares(rest), least = all;
        for (int pass = 0; pass < Passes && all > 0; pass++)
        {
            foreach (int[] groups in columns)
            {
                cancellation.ThrowIfCancellationRequested();
                Step(groups, rest);
            }

            double left = Squares(rest);
            if (left >= least)
                break;
            least = left;
        }

        return all > 0 ? 1 - (least / all) : 0;
    }

    private static void Step(int[] groups, double[] rest)
    {
        int count = groups.DefaultIfEmpty(-1).Max() + 1;
        var (sums, rows) = (new double[count], new double[count]);
        for (int row = 0; row < rest.Length; row++)
        {
            if (IsHeldOut(row))
                continue;
            sums[groups[row]] += rest[row];
            rows[groups[row]]++;
        }

        for (int row = 0; row < rest.Length; row++)
            rest[row] -= Rate * sums[groups[row]] / (rows[groups[row]] + RowsAtZero);
    }

    /// <summary>Of the rows held out.</summary>
    private static double Squares(double[] rest) => rest.Where((_, row) => IsHeldOut(row)).Sum(value => value * value);

    private static bool IsHeldOut(int row) => row % HeldOut == 0;
}
