namespace MLFlux.Rows;

/// <summary>Which rows are trained on and which are held out to validate.</summary>
/// <param name="Training">Row numbers to train on, in their original order.</param>
/// <param name="Validation">Row numbers held out, in their original order.</param>
internal sealed record RowSplit(int[] Training, int[] Validation)
{
    /// <summary>All rows to train on, none to validate.</summary>
    public static RowSplit All(int rows) => new([.. Enumerable.Range(0, rows)], []);

    /// <summary>
    /// Holds out a fraction of each group (class), drawn by the seed, a row with its copies. At least one row of a group stays to train
    /// on, and at least one row in all is held out where there are two.
    /// </summary>
    public static RowSplit Stratified(TargetStore targets, double fraction, EqualRows equal, Random random)
    {
        bool[] held = new bool[targets.Count];
        double owed = 0; // What rounding left of one group is made up for in the next, or many small groups would give no row.
        foreach (IGrouping<int, int> group in Enumerable.Range(0, targets.Count).GroupBy(targets.Group).OrderBy(g => g.Key))
        {
            int[] rows = [.. group];
            random.Shuffle(rows);
            owed += rows.Length * fraction;
            int count = Math.Clamp((int)Math.Round(owed), 0, rows.Length - 1);
            List<int> taken = UnitDraw.Take(rows, count, fraction, equal);
            owed = Math.Min(owed - taken.Count, 1);
            foreach (int row in taken)
                held[row] = true;
        }

        if (!held.Contains(true) && held.Length > 1)
        {
            int[] units = [.. Enumerable.Range(0, held.Length).Where(row => !equal.IsCopy(row))];
            foreach (int row in equal.Unit(units[random.Next(units.Length)]))
                held[row] = true;
        }

        return Of(held);
    }

    /// <summary>
    /// Cuts the rows into folds of about the same size, each group (class) spread over all of them, drawn by the seed; each row is
    /// held out by one split, with its copies.
    /// </summary>
    /// <param name="targets">The rows' targets.</param>
    /// <param name="folds">How many folds there are, at most as many as rows that are no copies.</param>
    /// <param name="equal">Which rows are copies.</param>
    /// <param name="random">Decides which row is in which.</param>
    public static IReadOnlyList<RowSplit> Folds(TargetStore targets, int folds, EqualRows equal, Random random)
    {
        var order = new List<int>(targets.Count);
        foreach (IGrouping<int, int> group in Enumerable.Range(0, targets.Count).GroupBy(targets.Group).OrderBy(g => g.Key))
        {
            int[] rows = [.. group];
            random.Shuffle(rows);
            order.AddRange(rows);
        }

        int[] foldOf = UnitDraw.Deal(order, folds, equal);

        return [.. Enumerable.Range(0, folds).Select(fold => Of([.. foldOf.Select(of => of == fold)]))];
    }

    private static RowSplit Of(bool[] held) => new(
        [.. Enumerable.Range(0, held.Length).Where(r => !held[r])],
        [.. Enumerable.Range(0, held.Length).Where(r => held[r])]);
}
