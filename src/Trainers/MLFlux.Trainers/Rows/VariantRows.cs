namespace MLFlux.Rows;

/// <summary>The same rows in several versions, another one in each epoch in turn.</summary>
/// <param name="variants">The versions, at least one.</param>
internal sealed class VariantRows(IReadOnlyList<RowSource> variants) : RowSource
{
    public override int Rows => variants[0].Rows;

    public override RowsInMemory Layout => variants[0].Layout;

    public override double MeanWeight => variants[0].MeanWeight;

    public override int LargestBatch(int batchSize) => variants[0].LargestBatch(batchSize);

    public override IEnumerable<RowWindow> Epoch(int epoch) => variants[epoch % variants.Count].Epoch(epoch);
}
