namespace MLFlux.Rows;

/// <summary>All rows in memory, shuffled anew each epoch.</summary>
internal sealed class ShuffledRows(RowsInMemory set, int[] rows, int seed) : RowSource
{
    private readonly int[] _order = new int[rows.Length];

    public override int Rows => rows.Length;

    public override RowsInMemory Layout => set;

    public override double MeanWeight { get; } = set.MeanWeight(rows);

    public override IEnumerable<RowWindow> Epoch(int epoch)
    {
        rows.CopyTo(_order, 0);
        RandomOf(seed, epoch).Shuffle(_order);
        yield return new RowWindow(set, _order);
    }
}
