namespace MLFlux.Rows;

/// <summary>The targets of one head among several: those of the rows that have a label of it.</summary>
/// <param name="Targets">The targets, of no other rows.</param>
/// <param name="IsStandardized">Whether numbers are learned on a scale of their own, as most losses of numbers are best with.</param>
internal sealed record HeadStore(TargetStore Targets, bool IsStandardized)
{
    /// <summary>The place of each row among the targets, or −1 where the row has no label of this head.</summary>
    public List<int> Places { get; } = [];

    /// <summary>Says that the row's target was added, or that there is none.</summary>
    public void Count(bool isKnown) => Places.Add(isKnown ? Targets.Count - 1 : -1);

    /// <summary>The places of those rows that have a label.</summary>
    public int[] Known(ReadOnlySpan<int> rows)
    {
        var known = new List<int>(rows.Length);
        foreach (int row in rows)
        {
            if (Places[row] >= 0)
                known.Add(Places[row]);
        }

        return [.. known];
    }

    public void Clear()
    {
        Targets.Clear();
        Places.Clear();
    }
}
