using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>
/// The probability from which on true is best said, where half is a bad choice: that of the largest distance of the two rates
/// (Youden's J).
/// </summary>
/// <param name="Probability">The least probability that is taken for true.</param>
/// <param name="TruePositiveRate">The fraction of the true rows that are then found.</param>
/// <param name="FalsePositiveRate">The fraction of the false rows that are then taken for true.</param>
internal sealed record ThresholdAdvice(double Probability, double TruePositiveRate, double FalsePositiveRate)
{
    /// <summary>That of rows with probabilities; null on rows of one class.</summary>
    public static ThresholdAdvice? Of(IDataView scored, string label)
    {
        var chances = new List<float>();
        var labels = new List<bool>();
        ScoredPairs.Read<bool, float>(scored, label, ScoredColumns.Probability, (actual, chance) =>
        {
            if (float.IsFinite(chance))
            {
                chances.Add(chance);
                labels.Add(actual);
            }

            return chance;
        });
        return labels.Distinct().Count() < 2
            ? null
            : ThresholdCurve.Of(chances, labels, chances).Points.Where(point => point.Probability is not null)
                .MaxBy(point => point.TruePositiveRate - point.FalsePositiveRate) is { Probability: double best } chosen
            ? new ThresholdAdvice(best, chosen.TruePositiveRate, chosen.FalsePositiveRate)
            : null;
    }
}
