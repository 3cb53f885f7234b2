namespace MLFlux.Training;

/// <summary>What came of a batch, or of one worker's share of it.</summary>
/// <param name="LossSum">The rows' losses, each times its weight, added up.</param>
/// <param name="Correct">How many rows were right; null for tasks without right and wrong.</param>
/// <param name="Weight">The rows' weights added up; their number, where they weigh the same.</param>
/// <param name="Rows">How many rows there were.</param>
internal readonly record struct BatchOutcome(double LossSum, int? Correct, double Weight, int Rows)
{
    /// <summary>The outcome of two shares together.</summary>
    public static BatchOutcome operator +(BatchOutcome a, BatchOutcome b) =>
        new(a.LossSum + b.LossSum, a.Correct + b.Correct, a.Weight + b.Weight, a.Rows + b.Rows);
}
