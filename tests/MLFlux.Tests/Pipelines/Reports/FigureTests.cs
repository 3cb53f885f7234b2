namespace MLFlux.Tests.Pipelines.Reports;

/// <summary>What reports compute themselves, against what is worked out by hand.</summary>
[TestClass]
public sealed class FigureTests
{
    [TestMethod]
    public void Calibration_is_by_ranges_of_equal_width()
    {
        CalibrationCurve curve = CalibrationCurve.Of([0.1f, 0.2f, 0.3f, 0.8f, 1f], [false, true, false, true, true], bins: 4);

        Assert.AreEqual("0-0.25:2, 0.25-0.5:1, 0.5-0.75:0, 0.75-1:2",
            string.Join(", ", curve.Bins.Select(bin => FormattableString.Invariant($"{bin.From}-{bin.To}:{bin.Rows}"))));
        Assert.AreEqual(0.15, curve.Bins[0].Predicted, 1e-6);
        Assert.AreEqual(0.5, curve.Bins[0].Observed, 1e-12);
        Assert.AreEqual(double.NaN, curve.Bins[2].Observed);
        Assert.AreEqual(((2 * 0.35) + 0.3 + (2 * 0.1)) / 5, curve.ExpectedError, 1e-6);
    }

    [TestMethod]
    public void Residuals_are_actual_less_predicted()
    {
        Residuals residuals = Residuals.Of([1, 2, 3, 10], [0, 4, 3, 6]);

        Assert.AreEqual(0.75, residuals.Mean, 1e-12);
        Assert.AreEqual(Math.Sqrt(((0.25 * 0.25) + (2.75 * 2.75) + (0.75 * 0.75) + (3.25 * 3.25)) / 4), residuals.StandardDeviation, 1e-12);
        Assert.AreEqual(0.5, residuals.Median, 1e-12);
        Assert.AreEqual(1.5, residuals.MedianSize, 1e-12);
        Assert.AreEqual(4, residuals.Histogram.Sum(bin => bin.Rows));
        Assert.AreEqual((-2.0, 4.0), (residuals.Histogram[0].From, residuals.Histogram[^1].To));
        Assert.AreEqual((1, 1), ((int)residuals.Histogram[0].Rows, (int)residuals.Histogram[^1].Rows));
    }

    [TestMethod]
    public void A_far_residual_does_not_flatten_the_histogram()
    {
        float[] labels = [.. Enumerable.Range(0, 1000).Select(i => (float)(i % 10)), 1_000_000];

        Residuals residuals = Residuals.Of(labels, new float[labels.Length]);

        Assert.AreEqual(9, residuals.Histogram[^1].To, 1e-9);
        Assert.AreEqual(101, residuals.Histogram[^1].Rows);
        Assert.AreEqual(1001, residuals.Histogram.Sum(bin => bin.Rows));
    }

    [TestMethod]
    public void Residuals_that_are_all_the_same_are_one_range()
    {
        Residuals residuals = Residuals.Of([1, 2], [1, 2]);

        Assert.AreEqual(new HistogramBin(0, 0, 2), residuals.Histogram.Single());
    }
}
