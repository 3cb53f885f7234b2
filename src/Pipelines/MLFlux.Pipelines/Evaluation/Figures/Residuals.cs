namespace MLFlux;

/// <summary>What a regression leaves unexplained: of each row, the actual number less the predicted one, in the label's unit.</summary>
public sealed record Residuals
{
    private const int ShownRows = 2000, Bins = 40;
    private const double Tail = 0.005;

    private Residuals()
    {
    }

    /// <summary>The mean: how much too low predictions are on the average.</summary>
    public required double Mean { get; init; }

    /// <summary>The standard deviation about the mean.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>The median.</summary>
    public required double Median { get; init; }

    /// <summary>The median of the residuals' sizes: half of the predictions are nearer than that.</summary>
    public required double MedianSize { get; init; }

    /// <summary>
    /// How many residuals lie where, in 40 equal ranges around the middle 99 %; the first and the last range count what lies
    /// beyond too.
    /// </summary>
    public required IReadOnlyList<HistogramBin> Histogram { get; init; }

    /// <summary>Every row, or, of more than 2,000, as many spread evenly over them.</summary>
    public required IReadOnlyList<PredictedNumber> Rows { get; init; }

    internal static Residuals Of(IReadOnlyList<float> labels, IReadOnlyList<float> scores)
    {
        double[] residuals = [.. labels.Zip(scores, (label, score) => (double)label - score)];
        double[] sorted = [.. residuals.Order()], sizes = [.. residuals.Select(Math.Abs).Order()];
        double mean = residuals.Average();
        int shown = Math.Min(ShownRows, residuals.Length);
        return new Residuals
        {
            Mean = mean,
            StandardDeviation = Math.Sqrt(residuals.Average(residual => (residual - mean) * (residual - mean))),
            Median = Middle(sorted),
            MedianSize = Middle(sizes),
            Histogram = Count(sorted),
            Rows = [.. Enumerable.Range(0, shown).Select(i => (int)((long)i * residuals.Length / shown))
                .Select(i => new PredictedNumber(labels[i], scores[i]))],
        };
    }

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static HistogramBin[] Count(double[] sorted)
    {
        double low = sorted[(int)(Tail * (sorted.Length - 1))], high = sorted[(int)Math.Ceiling((1 - Tail) * (sorted.Length - 1))];
        if (low == high)
            return [new HistogramBin(low, high, sorted.Length)];

        double width = (high - low) / Bins;
        var counts = new long[Bins];
        foreach (double residual in sorted)
            counts[(int)Math.Clamp((residual - low) / width, 0, Bins - 1)]++;
        return [.. counts.Select((count, i) => new HistogramBin(low + (i * width), low + ((i + 1) * width), count))];
    }
}
