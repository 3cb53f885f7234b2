using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>What is learned on the validation rows after the weights.</summary>
/// <param name="Temperature">The temperature, or null for none.</param>
/// <param name="ScoreThreshold">The score, at that temperature, above which yes is predicted; null for 0.</param>
internal sealed record Calibration(TemperatureFit? Temperature, float? ScoreThreshold)
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

        ValidationScores scores = validation.Score();
        TemperatureFit? fit = options.TemperatureScaling ? new TemperatureSearch(scores).Find() : null;
        float divisor = (float)(fit?.Temperature ?? 1);
        float? threshold = options.DecisionThreshold is { } rule
            ? ThresholdSearch.Find(rule, [.. scores.Outputs.Select(output => output / divisor)], [.. scores.Classes.Select(c => c == 1)])
            : null;

        // Ranks on other machines may come to other last digits: rank 0's count.
        Span<double> agreed = [fit?.Temperature ?? 0, fit?.LossBefore ?? 0, fit?.LossAfter ?? 0, threshold ?? 0];
        ranks.Broadcast(agreed);
        return new Calibration(
            agreed[0] > 0 ? new TemperatureFit(agreed[0], agreed[1], agreed[2]) : null, threshold is null ? null : (float)agreed[3]);
    }
}
