using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux;

/// <summary>Figures of predicted ranges.</summary>
public static class IntervalCatalog
{
    /// <summary>
    /// Measures how the ranges between quantiles hold: between the lowest and the highest, the second lowest and the second highest, and
    /// so on. Reads the rows once.
    /// </summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="scored">Rows that a model trained by <see cref="Losses.Quantile"/> has scored.</param>
    /// <param name="labelColumnName">The column of the right answer: a float.</param>
    /// <param name="quantilesColumnName">
    /// The quantiles: a vector of floats in ascending order, whose slots are called by the quantiles, such as 0.05.
    /// </param>
    /// <returns>A range for each pair of quantiles, the widest first. Rows without a label or quantiles are left out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">No row can be measured, or there is one quantile alone.</exception>
    public static IReadOnlyList<IntervalMetrics> EvaluateIntervals(
        this RegressionCatalog catalog, IDataView scored, string labelColumnName = "Label", string quantilesColumnName = "Quantiles")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(scored);
        DataViewSchema.Column label = ScoredColumns.Find(scored.Schema, labelColumnName, nameof(labelColumnName));
        if (!ScoredColumns.IsFloat(label.Type))
        {
            throw new ArgumentOutOfRangeException(
                nameof(labelColumnName), $"The label column '{labelColumnName}' is {label.Type}; ranges are measured of a float.");
        }

        DataViewSchema.Column column = ScoredColumns.Find(scored.Schema, quantilesColumnName, nameof(quantilesColumnName));
        double[] levels = RangeCounts.Levels(column) ?? throw new ArgumentOutOfRangeException(
            null, $"Column '{column.Name}' is {column.Type}; expected a vector of floats whose slots are called by the quantiles, as a "
            + "model trained by Losses.Quantile adds it.");
        if (levels.Length < 2)
        {
            throw new ArgumentException(
                $"Column '{quantilesColumnName}' has one quantile alone; a range lies between two, as Losses.Quantile(0.05, 0.95) gives.",
                nameof(quantilesColumnName));
        }

        IReadOnlyList<IntervalMetrics> metrics = Measure(scored, label, column, levels);
        return metrics.Count > 0 ? metrics : throw new ArgumentException(
            $"No row has both a label in '{label.Name}' and finite values in '{column.Name}': there is nothing to measure.",
            nameof(scored));
    }

    private static IReadOnlyList<IntervalMetrics> Measure(
        IDataView scored, DataViewSchema.Column label, DataViewSchema.Column column, double[] levels)
    {
        var counts = new RangeCounts(levels);
        using DataViewRowCursor cursor = scored.GetRowCursor([label, column]);
        ValueGetter<float> readLabel = cursor.GetGetter<float>(label);
        ValueGetter<VBuffer<float>> readQuantiles = cursor.GetGetter<VBuffer<float>>(column);
        float actual = 0;
        VBuffer<float> quantiles = default;
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readQuantiles(ref quantiles);
            counts.Add(actual, quantiles);
        }

        return counts.Metrics;
    }
}
