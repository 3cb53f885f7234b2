using System.Globalization;

namespace MLFlux.Reports;

/// <summary>Whether a fit ended while its loss was still falling.</summary>
internal static class UnfinishedTraining
{
    private const int FewestEpochs = 4;

    /// <summary>
    /// The part of the loss by which its mean over the last fifth of the epochs has to be below that of the fifth before, to be
    /// falling still.
    /// </summary>
    private const double Falling = 0.03;

    /// <summary>
    /// What is said of it, with a number of epochs to try; null where the fit ended for another reason, or the loss was level.
    /// </summary>
    public static string? Advice(TrainingHistory history)
    {
        double[] losses = [.. history.Epochs.Select(epoch => epoch.ValidationLoss ?? epoch.TrainingLoss)];
        if (history.Ended != TrainingEnd.Completed || losses.Length < FewestEpochs || losses[^1] > losses.Min())
            return null;

        int fifth = Math.Max(1, losses.Length / 5);
        double last = losses[^fifth..].Average(), before = losses[^(2 * fifth)..^fifth].Average();
        if (!(before - last > Falling * Math.Abs(before)))
            return null;
        string kind = history.ValidationRows > 0 ? "validation" : "training";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The {kind} loss was still falling after the last of {losses.Length} epochs: train for more, such as {2 * losses.Length} "
            + $"(Epochs in a program, --epochs {2 * losses.Length} of mlflux train).");
    }
}
