namespace MLFlux.Training;

/// <summary>Loss, by the weight of the rows, and accuracy, by their number, over the batches seen so far.</summary>
internal struct RunningMean
{
    private double _loss;
    private double _weight;
    private long _correct;
    private bool _counted;

    /// <summary>How many rows were added.</summary>
    public long Rows { get; private set; }

    /// <summary>The mean loss of a row, weighted where rows have weights.</summary>
    public readonly double Loss => Rows == 0 ? 0 : _loss / _weight;

    /// <summary>The fraction of rows that were right; null for tasks without right and wrong.</summary>
    public readonly double? Accuracy => _counted && Rows > 0 ? (double)_correct / Rows : null;

    public void Add(BatchOutcome batch)
    {
        _loss += batch.LossSum;
        _weight += batch.Weight;
        _correct += batch.Correct ?? 0;
        _counted |= batch.Correct is not null;
        Rows += batch.Rows;
    }
}
