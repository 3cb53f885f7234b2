using System.Globalization;

namespace MLFlux.Models;

/// <summary>The losses of the epochs as a small picture: training grey, validation blue.</summary>
internal static class LossCurve
{
    private const int Width = 480, Height = 140;

    /// <summary>An element of SVG; nothing where there is no line to draw.</summary>
    public static string Svg(IReadOnlyList<EpochReport> epochs)
    {
        double?[] training = [.. epochs.Select(epoch => (double?)epoch.TrainingLoss)], validation = [
            .. epochs.Select(epoch => epoch.ValidationLoss)];
        double[] losses = [.. training.Concat(validation).OfType<double>().Where(double.IsFinite)];
        if (epochs.Count < 2 || losses.Length < 2)
            return "";

        double low = losses.Min(), range = Math.Max(losses.Max() - low, 1e-12);
        return $"<svg width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"Loss by epoch: training grey, validation blue\">"
            + $"{Line(training, low, range, "#888")}{Line(validation, low, range, "#2f6fb3")}</svg>";
    }

    private static string Line(double?[] losses, double low, double range, string color)
    {
        IEnumerable<string> points = losses.Index().Where(point => point.Item is { } loss && double.IsFinite(loss)).Select(point =>
        {
            double x = 5 + ((Width - 10.0) * point.Index / (losses.Length - 1));
            double y = 5 + ((Height - 10.0) * (1 - ((point.Item!.Value - low) / range)));
            return string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
        });
        return $"<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" points=\"{string.Join(' ', points)}\"/>";
    }
}
