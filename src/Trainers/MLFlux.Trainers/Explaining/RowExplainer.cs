namespace MLFlux.Explaining;

/// <summary>Explains single rows. Safe for any thread.</summary>
/// <param name="network">The score to explain.</param>
/// <param name="baseline">The row that others are compared with.</param>
/// <param name="groups">Which features each group has; each feature is in one at the most.</param>
internal abstract class RowExplainer(ExplainedNetwork network, float[] baseline, IReadOnlyList<IReadOnlyList<Range>> groups)
{
    private protected ExplainedNetwork Network { get; } = network;

    private protected float[] Baseline { get; } = baseline;

    private protected IReadOnlyList<IReadOnlyList<Range>> Groups { get; } = groups;

    /// <summary>The explainer of a method.</summary>
    public static RowExplainer Create(
        ExplanationMethod method, ExplainedNetwork network, float[] baseline, IReadOnlyList<IReadOnlyList<Range>> groups) =>
        method switch
        {
            ExplanationMethod.IntegratedGradients => new IntegratedGradients(network, baseline, groups),
            ExplanationMethod.Occlusion => new Occlusion(network, baseline, groups),
        };

    /// <summary>Explains a row.</summary>
    /// <param name="row">Its features.</param>
    /// <param name="score">Which of its scores; null for the predicted class, or the first number.</param>
    /// <returns>What each group of features adds to the baseline's score; NaN where the row has features that are not finite.</returns>
    public double[] Explain(float[] row, int? score)
    {
        if (!row.All(float.IsFinite))
        {
            double[] unknown = new double[Groups.Count];
            Array.Fill(unknown, double.NaN);
            return unknown;
        }

        return ExplainScore(row, score ?? Network.Chosen(row));
    }

    private protected abstract double[] ExplainScore(float[] row, int score);

    /// <summary>For each group, what the score gains where the row's values of it take the place of another row's.</summary>
    /// <param name="at">The other row.</param>
    /// <param name="row">The row.</param>
    /// <param name="score">Which score.</param>
    private protected double[] Swapped(float[] at, float[] row, int score)
    {
        // The other row itself is the first of all. Rows are made for a block at a time: all at once are the square of the width.
        int width = Network.Width, rows = Groups.Count + 1, most = Math.Max(1, ExplainedNetwork.MostValues / width);
        var values = new List<double>(rows);
        for (int start = 0; start < rows; start += most)
        {
            var block = new float[Math.Min(most, rows - start) * width];
            for (int i = 0; i < block.Length / width; i++)
            {
                Span<float> swapped = block.AsSpan(i * width, width);
                at.CopyTo(swapped);
                if (start + i > 0)
                {
                    foreach (Range range in Groups[start + i - 1])
                        row.AsSpan(range).CopyTo(swapped[range]);
                }
            }

            values.AddRange(Network.Values(block, score));
        }

        return [.. values.Skip(1).Select(value => value - values[0])];
    }

    /// <summary>The sum of values over the features of each group.</summary>
    private protected double[] Sum(ReadOnlySpan<double> values)
    {
        var sums = new double[Groups.Count];
        for (int group = 0; group < sums.Length; group++)
        {
            foreach (Range range in Groups[group])
            {
                foreach (double value in values[range])
                    sums[group] += value;
            }
        }

        return sums;
    }
}
