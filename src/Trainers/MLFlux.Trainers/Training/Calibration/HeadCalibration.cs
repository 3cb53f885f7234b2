using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>What is learned of each of several heads on the validation rows, after the weights.</summary>
internal static class HeadCalibration
{
    /// <summary>The heads with temperatures, and shifts of quantiles, the same on all ranks.</summary>
    /// <param name="model">The model, whose weights are the network's.</param>
    /// <param name="validation">The rows held out, scored with the fit's last weights; null for none.</param>
    /// <param name="options">Whether there are temperatures.</param>
    /// <param name="context">The processes that train together; is told what there are too few rows for.</param>
    public static OutputLayout Of(
        NeuralNetworkModel model, Validation? validation, NeuralNetworkOptions options, TrainingContext context) =>
        options.DryRun ? model.Outputs! : model.Outputs!.With(head => head with
        {
            Temperature = Temperature(head, validation, options, context.Ranks),
            QuantileShifts = head.Quantiles is null ? null
                : ConformalQuantiles.Of(head.Quantiles, Scale(model, head), validation?.HeldOut(head), context),
        });

    private static double? Temperature(ModelHead head, Validation? validation, NeuralNetworkOptions options, Ranks ranks)
    {
        if (validation is null || !options.TemperatureScaling || !TaskHead.Of(head.Task).HasTemperature)
            return null;

        HeldOutRows held = validation.HeldOut(head);
        TemperatureFit? fit = held.Rows.Length == 0 ? null : new TemperatureSearch(ValidationScores.Of(held)).Find();
        Span<double> agreed = [fit?.Temperature ?? 0]; // Ranks on other machines may come to other last digits: rank 0's count.
        ranks.Broadcast(agreed);
        return agreed[0] > 0 ? agreed[0] : null;
    }

    private static Models.TargetScale Scale(NeuralNetworkModel model, ModelHead head) =>
        model.TargetScale!.Part(head.TargetStart, head.TargetWidth);
}
