namespace MLFlux.Normalizing;

/// <summary>Chooses the slots of a vector that have to do with a label.</summary>
internal static class SlotChoice
{
    /// <summary>The share of slots of chance among those that are kept.</summary>
    private const double FalseShare = 0.1;

    /// <summary>So many are kept whatever the tests say, for what they do not find.</summary>
    private const int Least = 32;

    /// <summary>Beyond so many standard errors, the count of what has to do with the label is believed.</summary>
    private const double Certain = 4;

    /// <returns>The slots, from the first on; at least one.</returns>
    public static int[] Of(SlotSignificance tests, int most, Action checkAlive)
    {
        var tested = new (int Slot, double Any, double Bins, double Strength)[tests.Slots];
        for (int slot = 0; slot < tested.Length; slot++)
        {
            if (slot % 100 == 0)
                checkAlive();
            (double any, double bins, double strength) = tests.Test(slot);
            tested[slot] = (slot, any, bins, strength);
        }

        Array.Sort(tested, (one, other) => (one.Any, -one.Strength, one.Slot).CompareTo((other.Any, -other.Strength, other.Slot)));
        int found = 0;
        for (int i = 0; i < tested.Length; i++)
        {
            if (tested[i].Any * tested.Length <= FalseShare * (i + 1))
                found = i + 1;
        }

        // Half of the slots of chance have a probability above a half, and hardly one of the others.
        double ofChance = 2.0 * tested.Count(each => each.Bins > 0.5) / tested.Length;
        int counted = 1 - ofChance > Certain / Math.Sqrt(tested.Length) ? (int)((1 - ofChance) * tested.Length) : 0;
        int kept = Math.Min(most, Math.Max(Least, Math.Max(found, counted)));
        return [.. tested.Take(kept).Select(each => each.Slot).Order()];
    }
}
