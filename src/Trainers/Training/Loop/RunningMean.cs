namespace MLFlux.Training;

/// <summary>Loss and accuracy over the batches seen so far: the loss weighted as in training, the accuracy by rows.</summary>
internal struct RunningMean
{
    private double _loss;
    private double _weight;
    private long _correct;
    private bool _counted;

    /// <summary>How many rows were added.</summary>
    public long Rows { get; private set; }

    /// <summary>The mean loss of a row.</summary>
    public readonly double Loss => Rows == 0 ? 0 : _loss / _weight;

    /// <summary>The fraction of rows that were right; null for tasks without right and wrong.</summary>
    public readonly double? Accuracy => _counted && Rows > 0 ? (double)_correct / Rows : null;

    public void Add(BatchOutcome batch)
    {
        _loss += batch.Loss * batch.Weight;
        _weight += batch.Weight;
        _correct += batch.Correct ?? 0;
        _counted |= batch.Correct is not null;
        Rows += batch.Rows;
    }
}
