namespace MLFlux;

/// <summary>What a classifier of two classes does when it says true from one score on.</summary>
/// <param name="Threshold">The least score that is taken for true; infinite where none is.</param>
/// <param name="TruePositiveRate">The fraction of the true rows that are taken for true: the recall.</param>
/// <param name="FalsePositiveRate">The fraction of the false rows that are taken for true.</param>
/// <param name="Precision">The fraction of the rows taken for true that are true; 1 where none is taken.</param>
public sealed record ThresholdPoint(double Threshold, double TruePositiveRate, double FalsePositiveRate, double Precision)
{
    /// <summary>The least probability that is taken for true; null where none is, or where the model gives no probabilities.</summary>
    public double? Probability { get; init; }
}
