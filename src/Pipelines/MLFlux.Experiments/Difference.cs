using MLFlux.Evaluation;
namespace MLFlux;

/// <summary>By how much one model is better than another in the main figure, on the same held-out rows.</summary>
/// <param name="Value">The difference; above 0 where the first is better.</param>
/// <param name="StandardError">
/// The standard error of the difference, from the rows in pairs: the standard deviation of the rows' differences over the square
/// root of their number. Over repeats, that of their mean, widened for the rows they share (Nadeau and Bengio, "Inference for the
/// Generalization Error", 2003). NaN where there is one row or repeat.
/// </param>
public sealed record Difference(double Value, double StandardError)
{
    /// <summary>
    /// How many standard errors make a difference that chance alone gives once in twenty times: 1.96 for rows; for repeats,
    /// Student's t of one degree of freedom fewer than there are.
    /// </summary>
    public double Critical { get; init; } = 1.96;

    /// <summary>Whether chance alone may well give such a difference: it is below so many standard errors, or there are none.</summary>
    public bool IsWithinNoise => !(Math.Abs(Value) > Critical * StandardError);

    /// <summary>The mean of the differences of repeated runs.</summary>
    /// <param name="differences">The difference of each run.</param>
    /// <param name="testShare">How many rows were held out for each that was trained on.</param>
    internal static Difference OfRuns(double[] differences, double testShare)
    {
        double deviation = SampleStatistics.StandardDeviation(differences);
        return new Difference(differences.Average(), deviation * Math.Sqrt((1.0 / differences.Length) + testShare))
        {
            Critical = MetricSpread.Critical(differences.Length),
        };
    }

    /// <summary>The difference of the means of two figures of the same rows.</summary>
    /// <param name="first">What each row adds to the first model's figure; NaN where it has none.</param>
    /// <param name="second">The same of the second model.</param>
    internal static Difference OfRows(double[] first, double[] second)
    {
        double[] differences = [.. first.Zip(second, (a, b) => a - b).Where(double.IsFinite)];
        double mean = differences.DefaultIfEmpty(double.NaN).Average();
        return new Difference(mean, SampleStatistics.StandardDeviation(differences) / Math.Sqrt(differences.Length));
    }
}
