namespace MLFlux.Normalizing;

/// <summary>
/// Rows in groups, bins of a number or levels of a category, between which a target is compared. The same arrays serve one column after
/// another.
/// </summary>
/// <param name="rows">How many rows there are.</param>
internal sealed class RowGroups(int rows)
{
    private readonly int[] _order = new int[rows];
    private readonly double[] _present = new double[rows];

    /// <summary>The group of each row, from 0 on; none is empty.</summary>
    public int[] Of { get; } = new int[rows];

    /// <summary>How many groups there are.</summary>
    public int Count { get; private set; }

    /// <summary>The rank of each row's number, of mean 0; 0 for those without one, and for levels.</summary>
    public double[] Ranks { get; } = new double[rows];

    /// <summary>Puts rows into bins of about as many numbers each; those without one have a bin of their own, the last.</summary>
    /// <param name="values">The number of each row; NaN for none.</param>
    /// <param name="mostBins">How many bins there are at the most, beside that of no number.</param>
    /// <param name="rowsOfBin">How many rows each has at the least, where there are more than two.</param>
    public void SetNumbers(ReadOnlySpan<double> values, int mostBins, int rowsOfBin)
    {
        int present = 0;
        for (int row = 0; row < rows; row++)
        {
            (Of[row], Ranks[row]) = (-1, 0);
            if (!double.IsNaN(values[row]))
                (_present[present], _order[present++]) = (values[row], row);
        }

        Array.Sort(_present, _order, 0, present);
        int wanted = Math.Clamp(present / rowsOfBin, 2, mostBins), last = -1;
        Count = 0;
        for (int first = 0; first < present;)
        {
            int end = first + 1;
            while (end < present && _present[end] == _present[first])
                end++;
            double rank = ((first + end) / 2.0) - (present / 2.0); // Equal numbers share a rank.
            int bin = (int)((long)(first + end) * wanted / (2L * present));
            Count += bin > last ? 1 : 0;
            last = bin;
            for (; first < end; first++)
                (Ranks[_order[first]], Of[_order[first]]) = (rank, Count - 1);
        }

        if (present == rows)
            return;
        Of.AsSpan().Replace(-1, Count);
        Count++;
    }

    /// <summary>Puts the rows of each level together; those of all levels of fewer rows are one group.</summary>
    /// <param name="values">The level of each row; NaN is one, too.</param>
    /// <param name="rowsOfLevel">How many rows a group of its own takes.</param>
    public void SetLevels(ReadOnlySpan<double> values, int rowsOfLevel)
    {
        Array.Clear(Ranks);
        var counts = new Dictionary<double, int>();
        foreach (double value in values)
            counts[value] = counts.GetValueOrDefault(value) + 1;
        bool hasRare = counts.Values.Any(count => count < rowsOfLevel);
        Count = hasRare ? 1 : 0;
        var groups = new Dictionary<double, int>();
        foreach ((double value, int count) in counts)
            groups.Add(value, count < rowsOfLevel ? 0 : Count++);
        for (int row = 0; row < rows; row++)
            Of[row] = groups[values[row]];
    }

    /// <summary>
    /// The sum over groups of n · mean², for a target of mean 0 and variance 1: of chance alone, a sum of so many squares of normal
    /// numbers less one.
    /// </summary>
    public double Between(double[] target)
    {
        (double[] sums, int[] counts) = Sums(target);
        double sum = 0;
        for (int group = 0; group < Count; group++)
            sum += sums[group] * sums[group] / counts[group];
        return sum;
    }

    /// <summary>What the means of the groups leave of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="rest">Where it is put.</param>
    public void Leave(double[] target, double[] rest)
    {
        (double[] sums, int[] counts) = Sums(target);
        for (int row = 0; row < rows; row++)
            rest[row] = target[row] - (sums[Of[row]] / counts[Of[row]]);
    }

    /// <summary>
    /// How much a target of mean 0 and variance 1 rises or falls with the ranks: of chance alone, the square of a normal number.
    /// </summary>
    public double Trend(double[] target) => Correlated(target, Ranks);

    /// <summary>The square of a correlation, times the rows, of values of mean 0 with a target of mean 0 and variance 1.</summary>
    public static double Correlated(double[] target, double[] values)
    {
        double product = 0, squares = 0;
        for (int row = 0; row < target.Length; row++)
        {
            product += target[row] * values[row];
            squares += values[row] * values[row];
        }

        return squares > 0 ? product * product / squares : 0;
    }

    private (double[] Sums, int[] Counts) Sums(double[] target)
    {
        var (sums, counts) = (new double[Count], new int[Count]);
        for (int row = 0; row < rows; row++)
        {
            sums[Of[row]] += target[row];
            counts[Of[row]]++;
        }

        return (sums, counts);
    }
}
