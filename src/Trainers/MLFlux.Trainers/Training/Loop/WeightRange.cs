namespace MLFlux.Training;

/// <summary>A range of a network's flat weights that learn at one rate.</summary>
/// <param name="Start">The first weight.</param>
/// <param name="Length">How many weights there are.</param>
/// <param name="RateFactor">What the learning rate is multiplied by.</param>
internal readonly record struct WeightRange(long Start, long Length, double RateFactor)
{
    public bool Overlaps(WeightRange other) => other.Start < Start + Length && Start < other.Start + other.Length;

    /// <summary>Whether another range begins where this one ends, and learns at the same rate.</summary>
    public bool IsFollowedBy(WeightRange other) => other.Start == Start + Length && other.RateFactor == RateFactor;
}
