namespace MLFlux.Progress;

/// <summary>Counts rows as they go by, whoever reads them, and ends their reading. Safe for any thread.</summary>
/// <param name="cancellation">Ends it.</param>
internal sealed class RowCounter(CancellationToken cancellation)
{
    private long _rows;

    /// <summary>How many have gone by, in all passes.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Counts a row that was read, and says whether there was one: what is looked at behind the last row is none.</summary>
    /// <exception cref="OperationCanceledException">Reading is to end. ML.NET may wrap the exception.</exception>
    public bool Next(bool isRow)
    {
        cancellation.ThrowIfCancellationRequested();
        if (isRow)
            Interlocked.Increment(ref _rows);
        return isRow;
    }
}
