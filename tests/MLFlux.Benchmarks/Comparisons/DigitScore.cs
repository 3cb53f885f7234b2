namespace MLFlux.Benchmarks.Comparisons;

/// <summary>What a prediction engine gives for a digit.</summary>
internal sealed class DigitScore
{
    public float[] Score { get; set; } = [];
}
