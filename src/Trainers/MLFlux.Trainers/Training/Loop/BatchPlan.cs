namespace MLFlux.Training;

/// <summary>How an epoch's rows are cut into batches.</summary>
internal readonly record struct BatchPlan(int Rows, int BatchSize)
{
    public int Count => (int)(((long)Rows + BatchSize - 1) / BatchSize);

    /// <summary>
    /// The rows of a batch. A last batch of one row borrows one from the batch before it: a batch normalisation has no
    /// variance to divide by in one row.
    /// </summary>
    public Range this[int batch]
    {
        get
        {
            bool borrows = Rows % BatchSize == 1 && Count > 1 && BatchSize > 2;
            int start = batch * BatchSize - (borrows && batch == Count - 1 ? 1 : 0);
            int end = batch == Count - 1 ? Rows : (batch + 1) * BatchSize - (borrows && batch == Count - 2 ? 1 : 0);
            return start..end;
        }
    }
}
