namespace MLFlux.Rows;

/// <summary>Chooses rows in a drawn order, each with all that are equal to it.</summary>
internal static class UnitDraw
{
    /// <summary>
    /// About so many of some rows; without equal rows exactly so many, the first. Of a row and its copies the first decides when they
    /// come, since many copies must not be drawn sooner than few.
    /// </summary>
    /// <param name="order">The rows in the order drawn.</param>
    /// <param name="wanted">How many.</param>
    /// <param name="fraction">The part of the rows that this is: of different rows no more than twice that part is chosen.</param>
    /// <param name="equal">Which are equal; all those of a unit are in the order.</param>
    public static List<int> Take(IReadOnlyList<int> order, int wanted, double fraction, EqualRows equal)
    {
        if (equal.Units == equal.Rows)
            return [.. order.Take(wanted)];
        var taken = new List<int>(Math.Max(wanted, 0));
        int[] units = [.. order.Where(row => !equal.IsCopy(row))];
        int most = Math.Min(units.Length - 1, Math.Max(1, (int)Math.Ceiling(2 * fraction * units.Length))), count = 0;
        foreach (int unit in units)
        {
            if (taken.Count >= wanted || count == most)
                break;
            if (Math.Abs(taken.Count + equal.Size(unit) - wanted) >= wanted - taken.Count)
                continue; // Without it, the number is nearer.
            taken.AddRange(equal.Unit(unit));
            count++;
        }

        if (count == 0 && wanted > 0 && most > 0)
            taken.AddRange(equal.Unit(units.MinBy(equal.Size)));
        return taken;
    }

    /// <summary>Deals rows in the order drawn, each unit to the fold with the fewest so far: without equal rows, to each in turn.</summary>
    public static int[] Deal(IEnumerable<int> order, int folds, EqualRows equal)
    {
        int[] foldOf = new int[equal.Rows];
        int[] sizes = new int[folds];
        foreach (int unit in order.Where(row => !equal.IsCopy(row)))
        {
            int fold = Array.IndexOf(sizes, sizes.Min());
            foreach (int row in equal.Unit(unit))
            {
                foldOf[row] = fold;
                sizes[fold]++;
            }
        }

        return foldOf;
    }
}
