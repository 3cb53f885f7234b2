namespace MLFlux.Training;

/// <summary>Loss and accuracy over the batches seen so far, each weighted by its rows.</summary>
internal struct RunningMean
{
    private double _loss;
    private long _correct;
    private bool _counted;

    /// <summary>How many rows were added.</summary>
    public long Rows { get; private set; }

    /// <summary>The mean loss of a row.</summary>
    public readonly double Loss => Rows == 0 ? 0 : _loss / Rows;

    /// <summary>The fraction of rows that were right; null for tasks without right and wrong.</summary>
    public readonly double? Accuracy => _counted && Rows > 0 ? (double)_correct / Rows : null;

    public void Add(double meanLoss, int? correct, int rows)
    {
        _loss += meanLoss * rows;
        _correct += correct ?? 0;
        _counted |= correct is not null;
        Rows += rows;
    }
}
