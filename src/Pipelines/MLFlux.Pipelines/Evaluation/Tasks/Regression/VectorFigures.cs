using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>Figures of predictions of several numbers a row, each figure the mean over the numbers.</summary>
internal static class VectorFigures
{
    public static IReadOnlyList<Metric> Metrics(IDataView scored, string label, int width)
    {
        float[][] labels = [.. scored.GetColumn<float[]>(label)], scores = [.. scored.GetColumn<float[]>("Score")];
        double[] squared = new double[width], absolute = new double[width];
        for (int target = 0; target < width; target++)
        {
            int at = target;
            squared[at] = labels.Zip(scores, (y, p) => Math.Pow((double)p[at] - y[at], 2)).Average();
            absolute[at] = labels.Zip(scores, (y, p) => Math.Abs((double)p[at] - y[at])).Average();
        }

        return
        [
            new("R²", Gains(labels, scores, width).Average(), true),
            new("MAE", absolute.Average(), false),
            new("RMSE", squared.Average(Math.Sqrt), false),
        ];
    }

    /// <summary>What each row adds to the mean R² of its numbers.</summary>
    public static double[] Gains(IDataView scored, string label, int width) =>
        Gains([.. scored.GetColumn<float[]>(label)], [.. scored.GetColumn<float[]>("Score")], width);

    private static double[] Gains(float[][] labels, float[][] scores, int width)
    {
        double[] means = [.. Enumerable.Range(0, width).Select(at => labels.Average(y => (double)y[at]))];
        double[] variances = [.. means.Select((mean, at) => labels.Average(y => Math.Pow(y[at] - mean, 2)))];
        return [.. labels.Zip(scores,
            (y, p) => variances.Select((variance, at) => 1 - (Math.Pow((double)p[at] - y[at], 2) / variance)).Average())];
    }
}
