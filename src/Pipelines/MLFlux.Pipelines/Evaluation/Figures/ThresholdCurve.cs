namespace MLFlux;

/// <summary>
/// Two classes at every threshold: the ROC curve (true positive rate against false positive rate) and the precision-recall
/// curve, from the strictest threshold to the laxest.
/// </summary>
public sealed record ThresholdCurve
{
    private const double Nearest = 1e-3; // No picture shows more.

    private ThresholdCurve(IReadOnlyList<ThresholdPoint> points, double rocArea, double precisionRecallArea) =>
        (Points, RocArea, PrecisionRecallArea) = (points, rocArea, precisionRecallArea);

    /// <summary>The points in the order of falling thresholds. Of points nearer than a thousandth to each other one is kept.</summary>
    public IReadOnlyList<ThresholdPoint> Points { get; }

    /// <summary>The area under the ROC curve, by all thresholds: ML.NET's <c>AreaUnderRocCurve</c>.</summary>
    public double RocArea { get; }

    /// <summary>
    /// The area under the precision-recall curve, by all thresholds: ML.NET's <c>AreaUnderPrecisionRecallCurve</c>, which is the
    /// lower trapezoid of K. Boyd, K. Eng, C. Page: Area under the Precision-Recall Curve, 2013, with rows of equal scores one
    /// by one in their order. (Of more than 100,000 rows ML.NET takes a sample; this takes all.)
    /// </summary>
    public double PrecisionRecallArea { get; }

    /// <summary>The curve of rows of which at least one is true and one is false; without probabilities, if the model gives none.</summary>
    internal static ThresholdCurve Of(IReadOnlyList<float> scores, IReadOnlyList<bool> labels, IReadOnlyList<float> probabilities)
    {
        int[] order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i])];
        double positives = labels.Count(label => label), negatives = labels.Count - positives;
        double truly = 0, falsely = 0, rocArea = 0, precisionRecallArea = 0, lastPrecision = 1;
        List<ThresholdPoint> points = [new(double.PositiveInfinity, 0, 0, 1)];
        for (int i = 0; i < order.Length;)
        {
            float score = scores[order[i]];
            (double trueBefore, double falseBefore) = (truly, falsely);
            for (; i < order.Length && scores[order[i]] == score; i++)
            {
                bool label = labels[order[i]];
                _ = label ? truly++ : falsely++;
                double precision = truly / (truly + falsely);
                if (label)
                    precisionRecallArea += (lastPrecision + precision) / 2 / positives;
                lastPrecision = precision;
            }

            rocArea += (falsely - falseBefore) * (truly + trueBefore) / 2;
            var point = new ThresholdPoint(score, truly / positives, falsely / negatives, lastPrecision)
            {
                Probability = probabilities.Count == 0 ? null : probabilities[order[i - 1]],
            };
            if (i == order.Length || IsFar(point, points[^1]))
                points.Add(point);
        }

        return new ThresholdCurve(points, rocArea / (positives * negatives), precisionRecallArea);
    }

    private static bool IsFar(ThresholdPoint a, ThresholdPoint b) =>
        Math.Abs(a.TruePositiveRate - b.TruePositiveRate) + Math.Abs(a.FalsePositiveRate - b.FalsePositiveRate) >= Nearest;
}
