namespace MLFlux.Rows;

/// <summary>The training data as it was first read: in memory, or, where that would be too much, ready to be read again.</summary>
/// <param name="Set">The rows; where they are streamed, their targets and weights alone.</param>
/// <param name="IsStreamed">Whether the features are read again in each epoch.</param>
/// <param name="BytesPerRow">How much memory the features of a row take.</param>
/// <param name="Scan">Begins another pass over the rows.</param>
/// <param name="CreateSet">Makes an empty set for such rows.</param>
internal sealed record TrainingData(
    RowsInMemory Set, bool IsStreamed, double BytesPerRow, Func<ITrainingRowCursor> Scan, Func<RowsInMemory> CreateSet)
{
    /// <summary>The same data, of which features are not in memory.</summary>
    public TrainingData Streamed()
    {
        if (IsStreamed)
            return this;
        double bytes = (double)Set.Features.Bytes / Set.Features.Count;
        Set.Features.Release();
        return this with { IsStreamed = true, BytesPerRow = bytes };
    }
}
