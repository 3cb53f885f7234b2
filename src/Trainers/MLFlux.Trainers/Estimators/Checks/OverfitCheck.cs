using System.Globalization;

namespace MLFlux;

/// <summary>What came of training on one batch alone; see <see cref="TrainingChecks.OverfitOneBatch"/>.</summary>
/// <param name="Updates">How many updates were made.</param>
/// <param name="FirstLoss">The mean loss of the batch before the first update.</param>
/// <param name="LowestLoss">The lowest mean loss of the batch.</param>
/// <param name="Accuracy">The fraction of the batch classified rightly at the end; null for regression.</param>
public sealed record OverfitCheck(int Updates, double FirstLoss, double LowestLoss, double? Accuracy)
{
    internal const double SmallLoss = 0.01;

    /// <summary>
    /// Whether the network learned the batch by heart: a loss of at most 0.01, or at most a hundredth of the first, and, for
    /// classes, all rows right.
    /// </summary>
    public bool Succeeded => LowestLoss <= Math.Max(SmallLoss, FirstLoss / 100) && Accuracy is null or 1;

    /// <summary>The outcome in a sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"one batch {(Succeeded ? "was" : "was not")} learned by heart: loss {FirstLoss:0.0000} to {LowestLoss:0.0000} in {Updates} "
        + $"updates");
}
