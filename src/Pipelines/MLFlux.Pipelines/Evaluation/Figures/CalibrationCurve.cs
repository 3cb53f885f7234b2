namespace MLFlux;

/// <summary>
/// Whether probabilities are what they say: of the predictions made with probability 0.8, eight of ten should come true. Two
/// classes: the probability of true. Several: that of the class predicted, which comes true where the class is right.
/// </summary>
/// <remarks>
/// The reliability curve and the expected calibration error, Σ rows of bin / rows · |observed − predicted|, of C. Guo,
/// G. Pleiss, Y. Sun, K. Weinberger: On Calibration of Modern Neural Networks, 2017.
/// </remarks>
public sealed record CalibrationCurve
{
    private CalibrationCurve(IReadOnlyList<CalibrationBin> bins) => Bins = bins;

    /// <summary>Ranges of equal width from 0 to 1, also those without a row.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>The expected calibration error, from 0 (calibrated) to 1.</summary>
    public double ExpectedError
    {
        get
        {
            double rows = Bins.Sum(bin => bin.Rows);
            return Bins.Where(bin => bin.Rows > 0).Sum(bin => bin.Rows / rows * Math.Abs(bin.Observed - bin.Predicted));
        }
    }

    internal static CalibrationCurve Of(IReadOnlyList<float> probabilities, IReadOnlyList<bool> cameTrue, int bins)
    {
        var rows = new long[bins];
        var sums = new double[bins];
        var came = new long[bins];
        for (int i = 0; i < probabilities.Count; i++)
        {
            int bin = Math.Clamp((int)(probabilities[i] * bins), 0, bins - 1);
            rows[bin]++;
            sums[bin] += probabilities[i];
            came[bin] += cameTrue[i] ? 1 : 0;
        }

        return new CalibrationCurve([.. Enumerable.Range(0, bins).Select(bin => new CalibrationBin(
            bin / (double)bins, (bin + 1) / (double)bins, rows[bin], sums[bin] / rows[bin], came[bin] / (double)rows[bin]))]);
    }
}
