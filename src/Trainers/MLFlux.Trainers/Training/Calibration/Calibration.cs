using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>What is learned on the validation rows after the weights.</summary>
/// <param name="Temperature">The temperature, or null for none.</param>
/// <param name="ScoreThresholds">The score, at that temperature, above which yes is predicted, for each label; null for 0.</param>
internal sealed record Calibration(TemperatureFit? Temperature, IReadOnlyList<float>? ScoreThresholds)
{
    private static readonly Calibration s_none = new(null, null);

    /// <summary>Learns what the options ask for, the same on all ranks.</summary>
    /// <param name="validation">The rows held out, scored with the fit's last weights; null for none.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="options">Whether there is a temperature, and how the threshold is chosen.</param>
    /// <param name="ranks">The processes that train the model together.</param>
    public static Calibration Of(Validation? validation, PredictionTask task, NeuralNetworkOptions options, Ranks ranks)
    {
        bool isAsked = options.TemperatureScaling || options.DecisionThreshold is not null;
        if (validation is null || !TaskHead.Of(task).HasTemperature || !isAsked || options.DryRun)
            return s_none;

        ValidationScores scores = ValidationScores.Of(validation.HeldOut());
        TemperatureFit? fit = options.TemperatureScaling ? new TemperatureSearch(scores).Find() : null;
        float divisor = (float)(fit?.Temperature ?? 1);
        double[] thresholds = options.DecisionThreshold is { } rule
            ? [.. Enumerable.Range(0, scores.Labels).Select(label => (double)Threshold(rule, scores, label, divisor))]
            : [];

        // Ranks on other machines may come to other last digits: rank 0's count.
        double[] agreed = [fit?.Temperature ?? 0, fit?.LossBefore ?? 0, fit?.LossAfter ?? 0, .. thresholds];
        ranks.Broadcast(agreed);
        return new Calibration(
            agreed[0] > 0 ? new TemperatureFit(agreed[0], agreed[1], agreed[2]) : null,
            thresholds.Length == 0 ? null : [.. agreed[3..].Select(threshold => (float)threshold)]);
    }

    /// <summary>The threshold of one label; of several, one that is always there, or never, keeps a half.</summary>
    private static float Threshold(DecisionThreshold rule, ValidationScores scores, int label, float divisor)
    {
        IEnumerable<int> all = Enumerable.Range(0, scores.Classes.Length / scores.Labels).Select(row => (row * scores.Labels) + label);
        int[] rows = [.. all.Where(row => float.IsFinite(scores.Outputs[row]))];
        bool[] answers = [.. rows.Select(row => scores.Classes[row] == 1)];
        return scores.Labels > 1 && answers.Distinct().Count() < 2 ? 0
            : ThresholdSearch.Find(rule, [.. rows.Select(row => scores.Outputs[row] / divisor)], answers);
    }
}
