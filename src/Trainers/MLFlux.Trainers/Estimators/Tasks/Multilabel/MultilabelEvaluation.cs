namespace MLFlux.Estimators;

/// <summary>Counts what the figures of several labels are made of.</summary>
internal static class MultilabelEvaluation
{
    /// <exception cref="InvalidOperationException">There is no row.</exception>
    public static MultilabelClassificationMetrics Of(ScoredLabels rows)
    {
        int count = rows.Count, width = rows.Names.Count;
        if (count == 0)
        {
            throw new InvalidOperationException(
                $"No row can be evaluated{(rows.Skipped > 0 ? $": all {rows.Skipped:N0} have a missing label, or a score that is not a "
                    + "number" : "; there is none")}.");
        }

        int[] right = Count(rows, (actual, predicted) => actual && predicted);
        LabelMetrics[] labels =
        [
            .. Enumerable.Range(0, width).Select(label => Of(rows, label, right[label])),
        ];
        double wrong = Count(rows, (actual, predicted) => actual != predicted).Sum();
        return new MultilabelClassificationMetrics
        {
            MicroF1 = F1(right.Sum(), rows.ActualCounts.Sum() + rows.PredictedCounts.Sum()),
            MacroF1 = Mean(labels.Select(label => label.F1)),
            ExampleF1 = Enumerable.Range(0, count).Average(row => ExampleF1(rows, row)),
            HammingLoss = wrong / ((double)count * width),
            ExactMatch = Enumerable.Range(0, count).Count(row => rows.Actual(row).SequenceEqual(rows.Predicted(row)))
                / (double)count,
            MeanAveragePrecision = Mean(labels.Select(label => label.AveragePrecision)),
            Labels = labels,
            Rows = count,
            SkippedRows = rows.Skipped,
        };
    }

    /// <summary>The F1 of a row's labels; 1 where it has none and none was predicted.</summary>
    public static double ExampleF1(ScoredLabels rows, int row)
    {
        ReadOnlySpan<bool> actual = rows.Actual(row), predicted = rows.Predicted(row);
        int right = 0, all = 0;
        for (int label = 0; label < actual.Length; label++)
        {
            right += actual[label] && predicted[label] ? 1 : 0;
            all += (actual[label] ? 1 : 0) + (predicted[label] ? 1 : 0);
        }

        return all == 0 ? 1 : F1(right, all);
    }

    private static LabelMetrics Of(ScoredLabels rows, int label, int right)
    {
        int actual = rows.ActualCounts[label], predicted = rows.PredictedCounts[label];
        return new LabelMetrics(
            rows.Names[label], actual, (double)right / predicted, (double)right / actual, F1(right, actual + predicted),
            AveragePrecision([.. Enumerable.Range(0, rows.Count).Select(row => (rows.Score(row, label), rows.Actual(row)[label]))]));
    }

    /// <summary>Rows of equal scores are on one side of any threshold, and count together.</summary>
    private static double AveragePrecision((float Score, bool IsTrue)[] rows)
    {
        Array.Sort(rows, (a, b) => b.Score.CompareTo(a.Score));
        int all = rows.Count(row => row.IsTrue), found = 0, foundBefore = 0;
        double sum = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            found += rows[i].IsTrue ? 1 : 0;
            if (i + 1 < rows.Length && rows[i + 1].Score == rows[i].Score)
                continue;
            sum += (found - foundBefore) * ((double)found / (i + 1));
            foundBefore = found;
        }

        return sum / all; // No row has the label: 0 / 0.
    }

    /// <summary>How many rows say something of each label.</summary>
    private static int[] Count(ScoredLabels rows, Func<bool, bool, bool> says)
    {
        var counts = new int[rows.Names.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<bool> actual = rows.Actual(row), predicted = rows.Predicted(row);
            for (int label = 0; label < counts.Length; label++)
                counts[label] += says(actual[label], predicted[label]) ? 1 : 0;
        }

        return counts;
    }

    private static double F1(int right, int actualAndPredicted) => 2.0 * right / actualAndPredicted;

    private static double Mean(IEnumerable<double> values) =>
        values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
