namespace MLFlux.Training;

/// <summary>Finds the score above which yes is best predicted, among rows of known answer.</summary>
internal static class ThresholdSearch
{
    /// <summary>
    /// The best threshold by a rule: halfway between two scores that differ; of several that are as good, the nearest to 0. Rows whose
    /// score is not finite are left out.
    /// </summary>
    /// <param name="rule">What is best.</param>
    /// <param name="scores">The score of each row.</param>
    /// <param name="answers">Whether each row is yes.</param>
    /// <exception cref="InvalidOperationException">No row is yes, or none is no.</exception>
    public static float Find(DecisionThreshold rule, IReadOnlyList<float> scores, IReadOnlyList<bool> answers)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Count).Where(row => float.IsFinite(scores[row])).OrderByDescending(row => scores[row])];
        int yes = rows.Count(row => answers[row]), no = rows.Length - yes;
        Check(rule, yes, no);

        (double value, float threshold) best = (double.NegativeInfinity, 0);
        var counts = new AnswerCounts(0, 0, yes, no);
        for (int i = 0; i <= rows.Length; i++)
        {
            if (i == rows.Length || i == 0 || scores[rows[i]] != scores[rows[i - 1]])
            {
                float threshold = Between(i == 0 ? null : scores[rows[i - 1]], i == rows.Length ? null : scores[rows[i]]);
                double value = rule.Value(counts);
                if (value > best.value || (value == best.value && Math.Abs(threshold) < Math.Abs(best.threshold)))
                    best = (value, threshold);
            }

            if (i < rows.Length)
            {
                counts = answers[rows[i]]
                    ? counts with { TruePositives = counts.TruePositives + 1 }
                    : counts with { FalsePositives = counts.FalsePositives + 1 };
            }
        }

        return best.threshold;
    }

    /// <exception cref="InvalidOperationException">No row is yes, or none is no.</exception>
    public static void Check(DecisionThreshold rule, int yes, int no)
    {
        if (yes == 0 || no == 0)
        {
            throw new InvalidOperationException(
                $"A decision threshold by {rule} is chosen on rows of both answers; of the {yes + no:N0} rows that have a score, "
                + $"{(yes == 0 ? "none is yes" : "all are yes")}. Give other rows, or set the threshold with WithThreshold.");
        }
    }

    /// <summary>
    /// A finite number that the higher score is above and the lower is not. Where there is one of them only, the number keeps away from
    /// that score: a row scored alone and in a block differs in the last bits.
    /// </summary>
    private static float Between(float? higher, float? lower)
    {
        if (higher is not float above)
            return Math.Min(lower!.Value + Distance(lower.Value), float.MaxValue);
        if (lower is not float below)
            return Math.Max(Math.Min(above - Distance(above), MathF.BitDecrement(above)), -float.MaxValue);
        float middle = (float)(((double)above + below) / 2);
        return middle < above ? middle : below;
    }

    private static float Distance(float score) => 1e-4f * Math.Max(1, Math.Abs(score));
}
