using System.Globalization;
using System.Text;

namespace MLFlux.Tool.Running;

/// <summary>Figures on given rows beside those that the card has of the rows held out in training.</summary>
internal static class FigureTable
{
    public static string Format(IReadOnlyList<Metric> metrics, IReadOnlyList<Metric> heldOut)
    {
        int width = metrics.Max(metric => metric.Name.Length);
        var text = new StringBuilder();
        foreach (Metric metric in metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"{metric.Name.PadRight(width)}  {metric.Value:0.0000}");
            if (heldOut.FirstOrDefault(other => other.Name == metric.Name) is { } other)
                text.Append(CultureInfo.InvariantCulture, $"  ({other.Value:0.0000} on the rows held out in training)");
            text.AppendLine();
        }

        return text.ToString();
    }
}
