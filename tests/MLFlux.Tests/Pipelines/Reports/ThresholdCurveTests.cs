using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines.Reports;

[TestClass]
public sealed class ThresholdCurveTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Areas_are_those_of_MLNET(int decimals)
    {
        var random = new Random(decimals);
        bool[] labels = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble() < 0.3)];
        // With a decimal, most scores have equals; without rounding, none has.
        float[] scores = [.. labels.Select(label => (label ? 1.2f : 0) + (4 * random.NextSingle()))
            .Select(score => decimals == 0 ? score : MathF.Round(score, decimals))];
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(
            labels.Zip(scores, (label, score) => new Scored { Label = label, Score = score, PredictedLabel = score > 0 }));

        ThresholdCurve curve = ThresholdCurve.Of(scores, labels, []);

        BinaryClassificationMetrics metrics = ml.BinaryClassification.EvaluateNonCalibrated(data);
        Assert.AreEqual(metrics.AreaUnderRocCurve, curve.RocArea, 1e-6);
        Assert.AreEqual(metrics.AreaUnderPrecisionRecallCurve, curve.PrecisionRecallArea, 1e-6);
    }

    [TestMethod]
    public void Points_are_those_worked_out_by_hand()
    {
        ThresholdCurve curve = ThresholdCurve.Of([0.1f, 0.9f, 0.5f, 0.5f, 0.8f], [false, true, true, false, false],
            [0.2f, 0.8f, 0.4f, 0.4f, 0.7f]);

        ThresholdPoint[] expected =
        [
            new(double.PositiveInfinity, 0, 0, 1),
            new(0.9f, 1 / 2.0, 0, 1) { Probability = 0.8f },
            new(0.8f, 1 / 2.0, 1 / 3.0, 1 / 2.0) { Probability = 0.7f },
            new(0.5f, 1, 2 / 3.0, 2 / 4.0) { Probability = 0.4f },
            new(0.1f, 1, 1, 2 / 5.0) { Probability = 0.2f },
        ];
        CollectionAssert.AreEqual(expected, curve.Points.ToArray());
        // Of six pairs: the best true row beats three, the other beats one and ties with one.
        Assert.AreEqual((3 + 1.5) / 6, curve.RocArea, 1e-12);
    }

    [TestMethod]
    public void A_hundred_thousand_rows_are_no_more_points_than_a_picture_shows()
    {
        var random = new Random(1);
        bool[] labels = [.. Enumerable.Range(0, 100_000).Select(i => i % 2 == 0)];

        ThresholdCurve curve = ThresholdCurve.Of([.. labels.Select(_ => random.NextSingle())], labels, []);

        Assert.IsLessThanOrEqualTo(2002, curve.Points.Count);
        Assert.AreEqual((1.0, 1.0), (curve.Points[^1].TruePositiveRate, curve.Points[^1].FalsePositiveRate));
    }

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
