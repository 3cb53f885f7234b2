using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>Counts how often labels lie within the ranges between predicted quantiles.</summary>
internal sealed class RangeCounts
{
    private const int ShownRows = 300;

    private readonly double[] _levels;
    private readonly (int Below, int Above, double Width)[] _counts;
    private readonly List<PredictedRange> _rows = [];

    private RangeCounts(double[] levels) => (_levels, _counts) = (levels, new (int, int, double)[levels.Length / 2]);

    /// <summary>The quantiles that the slots of a column are called by; null where it is no column of quantiles.</summary>
    public static double[]? Levels(DataViewSchema.Column column)
    {
        bool isOfFloats = column.Type is VectorDataViewType vector && ScoredColumns.IsFloat(vector.ItemType);
        ReadOnlyMemory<char>[] names = isOfFloats ? column.SlotNames() ?? [] : [];
        var levels = new List<double>();
        foreach (ReadOnlyMemory<char> name in names)
        {
            if (double.TryParse(name.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out double level))
                levels.Add(level);
        }

        return levels.Count > 0 && levels.Count == names.Length ? [.. levels] : null;
    }

    /// <summary>Reads the rows once.</summary>
    /// <param name="scored">The rows.</param>
    /// <param name="label">The column of labels, floats.</param>
    /// <param name="quantiles">The column of quantiles.</param>
    /// <param name="levels">Its quantiles, at least two.</param>
    /// <returns>The ranges; null where no row has both a finite label and finite quantiles.</returns>
    public static PredictedRanges? Read(
        IDataView scored, DataViewSchema.Column label, DataViewSchema.Column quantiles, double[] levels)
    {
        var counts = new RangeCounts(levels);
        using DataViewRowCursor cursor = scored.GetRowCursor([label, quantiles]);
        ValueGetter<float> readLabel = cursor.GetGetter<float>(label);
        ValueGetter<VBuffer<float>> readQuantiles = cursor.GetGetter<VBuffer<float>>(quantiles);
        float actual = 0;
        VBuffer<float> buffer = default;
        var values = new float[levels.Length];
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readQuantiles(ref buffer);
            buffer.CopyTo(values);
            if (float.IsFinite(actual) && values.All(float.IsFinite))
                counts.Add(actual, values);
        }

        return counts._rows.Count == 0 ? null : counts.Ranges();
    }

    private void Add(float actual, float[] quantiles)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            float lower = quantiles[i], upper = quantiles[^(i + 1)];
            _counts[i].Below += actual < lower ? 1 : 0;
            _counts[i].Above += actual > upper ? 1 : 0;
            _counts[i].Width += (double)upper - lower;
        }

        double middle = ((double)quantiles[(quantiles.Length - 1) / 2] + quantiles[quantiles.Length / 2]) / 2;
        _rows.Add(new PredictedRange(actual, quantiles[0], middle, quantiles[^1]));
    }

    private PredictedRanges Ranges()
    {
        int rows = _rows.Count, shown = Math.Min(ShownRows, rows);
        return new PredictedRanges(
            [.. _counts.Select((count, i) => new IntervalMetrics(
                _levels[i], _levels[^(i + 1)], (double)(rows - count.Below - count.Above) / rows, (double)count.Below / rows,
                (double)count.Above / rows, count.Width / rows, rows))],
            [.. Enumerable.Range(0, shown).Select(i => _rows[(int)((long)i * rows / shown)])]);
    }
}
