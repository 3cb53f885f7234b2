using System.Globalization;

namespace MLFlux;

/// <summary>The loss against a growing learning rate; see <see cref="TrainingChecks.FindLearningRate"/>.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed class LearningRateCurve
{
    internal LearningRateCurve(IReadOnlyList<LearningRatePoint> points)
    {
        Points = points;
        Suggested = Steepest(points);
    }

    /// <summary>The points, from the lowest rate on; at least one.</summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <summary>The rate at which the smoothed loss falls fastest against the logarithm of the rate.</summary>
    public double Suggested { get; }

    /// <summary>The suggestion in a sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"learning rates {Points[0].LearningRate:0.0e0} to {Points[^1].LearningRate:0.0e0}: the loss falls fastest at {Suggested:0.0e0}");

    private static double Steepest(IReadOnlyList<LearningRatePoint> points)
    {
        int best = 0;
        double slope = double.PositiveInfinity;
        for (int i = 1; i + 1 < points.Count; i++)
        {
            double change = (points[i + 1].SmoothedLoss - points[i - 1].SmoothedLoss)
                / Math.Log(points[i + 1].LearningRate / points[i - 1].LearningRate);
            if (change < slope)
                (best, slope) = (i, change);
        }

        return points[best].LearningRate;
    }
}
