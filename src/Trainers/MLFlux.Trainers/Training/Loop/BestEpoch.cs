namespace MLFlux.Training;

/// <summary>Keeps track of the epoch with the lowest loss, and of how long ago it was.</summary>
internal sealed class BestEpoch(EarlyStopping? rule)
{
    private double _lowest = double.PositiveInfinity;
    private double _lastImprovement = double.PositiveInfinity;
    private int _withoutImprovement;

    /// <summary>The number of the best epoch so far; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Whether the rule's patience is used up.</summary>
    public bool IsExhausted => rule is not null && _withoutImprovement >= rule.Patience;

    /// <summary>Adds an epoch's loss; true where it is the lowest so far.</summary>
    public bool Add(int epoch, double loss)
    {
        if (double.IsNaN(loss))
            loss = double.PositiveInfinity; // Not a number compares with nothing, and is never better.

        // A loss a little lower than the best may still be too little to count as improvement.
        if (loss < _lastImprovement - (rule?.MinimumImprovement ?? 0))
        {
            _lastImprovement = loss;
            _withoutImprovement = 0;
        }
        else
        {
            _withoutImprovement++;
        }

        if (loss >= _lowest && Epoch > 0)
            return false;

        _lowest = loss;
        Epoch = epoch;
        return true;
    }
}
