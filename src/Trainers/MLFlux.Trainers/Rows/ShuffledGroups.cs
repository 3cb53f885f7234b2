namespace MLFlux.Rows;

/// <summary>All rows in memory; each epoch shuffles the groups, whose rows stay together and in order.</summary>
internal sealed class ShuffledGroups : RowSource
{
    private readonly RowsInMemory _set;
    private readonly int[][] _groups;
    private readonly int _seed;

    public ShuffledGroups(RowsInMemory set, int[] rows, int seed)
    {
        _set = set;
        _groups = [.. RowGroups.Of(set.Targets, rows)];
        _seed = seed;
        Rows = rows.Length;
        MeanWeight = set.MeanWeight(rows);
    }

    public override int Rows { get; }

    public override RowsInMemory Layout => _set;

    public override double MeanWeight { get; }

    public override int LargestBatch(int batchSize) => (int)Math.Min(Rows, (long)batchSize + _groups.Max(rows => rows.Length) - 1);

    public override IEnumerable<RowWindow> Epoch(int epoch)
    {
        int[][] groups = [.. _groups];
        RandomOf(_seed, epoch).Shuffle(groups);
        yield return new RowWindow(_set, [.. groups.SelectMany(rows => rows)]);
    }
}
