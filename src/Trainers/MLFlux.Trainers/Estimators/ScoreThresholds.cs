using Microsoft.ML;
using MLFlux.Training;

namespace MLFlux.Estimators;

/// <summary>The scores above which a row is yes, or an anomaly.</summary>
internal static class ScoreThresholds
{
    /// <summary>The score of a probability of yes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no probability between 0 and 1.</exception>
    public static float Of(double probability) => probability is > 0 and < 1
        ? (float)Math.Log(probability / (1 - probability))
        : throw new ArgumentOutOfRangeException(nameof(probability), probability,
            "A decision threshold is a probability between 0 and 1, both excluded.");

    /// <summary>The score that is best on scored rows of known answer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label is missing or no bool.</exception>
    /// <exception cref="InvalidOperationException">The rows that have a score are all of one answer.</exception>
    public static float Best(DecisionThreshold rule, IDataView scored, string labelColumnName)
    {
        (float[] scores, bool[] answers) = ScoredAnswers.Read(scored, labelColumnName);
        return ThresholdSearch.Find(rule, scores, answers);
    }

    /// <summary>An autoencoder's columns with another threshold.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">They are of another task.</exception>
    public static AnomalyColumns With(TaskColumns columns, PredictionTask task, float threshold)
    {
        if (!(threshold >= 0) || !float.IsFinite(threshold))
        {
            throw new ArgumentOutOfRangeException(
                nameof(threshold), threshold, "The threshold is compared with a mean squared error; it has to be finite and at least 0.");
        }

        return columns is AnomalyColumns anomalies
            ? anomalies.With(threshold)
            : throw new InvalidOperationException(
                $"The model is of {task}, which has no threshold of anomalies; an autoencoder of AnomalyDetection.Trainers has one.");
    }
}
