namespace MLFlux.Explaining;

/// <summary>
/// What the score gains where keys of a row take the place of others, shared out among the groups: they go over one after another, in
/// several orders, and the means of what each adds count (the value of Shapley, of some orders). The gains add up to that of all.
/// </summary>
/// <param name="network">The score.</param>
/// <param name="groups">The features of each group.</param>
internal sealed class KeyExchange(ExplainedNetwork network, IReadOnlyList<IReadOnlyList<Range>> groups)
{
    /// <summary>Up to so many groups each goes over at every place in the order; of more, one order and the opposite one count.</summary>
    private const int MostTurned = 8;

    /// <summary>The groups that have keys.</summary>
    private readonly int[] _players = [.. Enumerable.Range(0, groups.Count)
        .Where(group => groups[group].Any(range => network.LookedUp.Any(keys => Overlap(range, keys))))];

    /// <summary>What each group adds.</summary>
    /// <param name="from">The row before.</param>
    /// <param name="to">The row after, which differs in keys alone.</param>
    /// <param name="score">Which score.</param>
    public double[] Gains(float[] from, float[] to, int score)
    {
        var gains = new double[groups.Count];
        if (_players.Length == 0 || from.AsSpan().SequenceEqual(to))
            return gains;

        int[][] orders = [.. Orders()];
        foreach (int[] order in orders)
        {
            double[] scores = network.Values(Steps(from, to, order), score);
            for (int i = 0; i < order.Length; i++)
                gains[order[i]] += (scores[i + 1] - scores[i]) / orders.Length;
        }

        return gains;
    }

    private IEnumerable<int[]> Orders()
    {
        for (int turn = 0; turn < (_players.Length <= MostTurned ? _players.Length : 1); turn++)
        {
            int[] order = [.. _players[turn..], .. _players[..turn]];
            yield return order;
            yield return [.. order.Reverse()];
        }
    }

    /// <summary>The rows on the way, one after another: the first is that before, the last that after.</summary>
    private float[] Steps(float[] from, float[] to, int[] order)
    {
        var rows = new float[checked((order.Length + 1) * from.Length)];
        float[] row = [.. from];
        row.CopyTo(rows, 0);
        for (int i = 0; i < order.Length; i++)
        {
            foreach (Range range in groups[order[i]])
                to.AsSpan(range).CopyTo(row.AsSpan(range));
            row.CopyTo(rows, (i + 1) * row.Length);
        }

        return rows;
    }

    private static bool Overlap(Range one, Range other) =>
        one.Start.Value < other.End.Value && other.Start.Value < one.End.Value;
}
