namespace MLFlux.Rows;

/// <summary>The first batch of a source's first epoch, in every epoch again.</summary>
/// <param name="source">Where the rows come from.</param>
/// <param name="batchSize">The most rows the batch has.</param>
internal sealed class OneBatchRows(RowSource source, int batchSize) : RowSource
{
    public override int Rows { get; } = source.LargestBatch(batchSize);

    public override RowsInMemory Layout => source.Layout;

    public override double MeanWeight => source.MeanWeight;

    public override IEnumerable<RowWindow> Epoch(int epoch)
    {
        foreach (RowWindow window in source.Epoch(1))
        {
            yield return window with { Order = window.Order[..Math.Min(Rows, window.Order.Length)] };
            yield break;
        }
    }
}
