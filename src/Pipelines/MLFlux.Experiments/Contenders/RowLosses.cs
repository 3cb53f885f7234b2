using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>
/// The log-loss of each scored row, in nats: minus the logarithm of the probability that its class was given. NaN where label or
/// probability is missing; none for numbers, and where a model gives no probabilities.
/// </summary>
internal static class RowLosses
{
    private const double LeastProbability = 1e-7; // Of what a float says to be impossible.

    public static double[] Read(IDataView scored, TrainerColumns columns) => columns.Task switch
    {
        PredictionTask.BinaryClassification when scored.Schema.GetColumnOrNull(ScoredColumns.Probability) is null => [],
        PredictionTask.BinaryClassification => ScoredPairs.Read<bool, float>(
            scored, columns.Label, ScoredColumns.Probability, (actual, chance) => Loss(actual ? chance : 1.0 - chance)),
        PredictionTask.MulticlassClassification => Classes(scored, columns.Label),
        PredictionTask.Regression => [],
        _ => throw UnknownTask.Of(columns.Task),
    };

    private static double[] Classes(IDataView scored, string label)
    {
        var scores = Array.Empty<float>();
        bool areProbabilities = true;
        double[] losses = ScoredPairs.Read<uint, VBuffer<float>>(scored, label, ScoredColumns.Score, (actual, score) =>
        {
            Array.Resize(ref scores, score.Length);
            score.CopyTo(scores);
            if (actual == 0 || scores.Any(float.IsNaN))
                return double.NaN;
            areProbabilities &= scores.Min() >= 0 && Math.Abs(scores.Sum() - 1) < 1e-3;
            return Loss(scores[actual - 1]);
        });
        return areProbabilities ? losses : [];
    }

    private static double Loss(double probability) => -Math.Log(Math.Max(probability, LeastProbability));
}
