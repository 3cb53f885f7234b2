using System.Globalization;
using System.Text;
using MLFlux.Evaluation;

namespace MLFlux.Tool.Running;

/// <summary>Figures on given rows beside those that the card has of the rows held out in training.</summary>
internal static class CardComparison
{
    public static string Format(IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> heldOut)
    {
        int width = metrics.Max(metric => metric.Name.Length);
        var text = new StringBuilder();
        foreach (Metric metric in metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name.PadRight(width)}  {Figure(metric.Value)}");
            if (heldOut.FirstOrDefault(other => other.Name == metric.Name) is { } other)
                text.Append(CultureInfo.InvariantCulture, $"  ({Figure(other.Value)} on the rows held out in training)");
            text.AppendLine();
        }

        return text.ToString();
    }

    private static string Figure(double value) => double.IsNaN(value) ? "not defined"
        : NumberFormats.FourDecimals(value);
}
