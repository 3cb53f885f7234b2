using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>Counts how often labels lie within the ranges between predicted quantiles, as rows are read.</summary>
/// <param name="levels">The quantiles, at least two.</param>
internal sealed class RangeCounts(double[] levels)
{
    private readonly (int Below, int Above, double Width)[] _counts = new (int, int, double)[levels.Length / 2];
    private readonly float[] _quantiles = new float[levels.Length];
    private int _rows;

    /// <summary>The figures of each range, the widest first; none where no row had both a finite label and finite quantiles.</summary>
    public IReadOnlyList<IntervalMetrics> Metrics => _rows == 0 ? [] :
    [
        .. _counts.Select((count, i) => new IntervalMetrics(
            levels[i], levels[^(i + 1)], (double)(_rows - count.Below - count.Above) / _rows, (double)count.Below / _rows,
            (double)count.Above / _rows, count.Width / _rows, _rows)),
    ];

    /// <summary>The quantiles of the row that was added last.</summary>
    public ReadOnlySpan<float> Quantiles => _quantiles;

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

    /// <summary>Adds a row, and says whether it counts: the label and all quantiles are finite.</summary>
    public bool Add(float actual, in VBuffer<float> quantiles)
    {
        quantiles.CopyTo(_quantiles);
        if (!float.IsFinite(actual) || !_quantiles.All(float.IsFinite))
            return false;
        _rows++;
        for (int i = 0; i < _counts.Length; i++)
        {
            float lower = _quantiles[i], upper = _quantiles[^(i + 1)];
            _counts[i].Below += actual < lower ? 1 : 0;
            _counts[i].Above += actual > upper ? 1 : 0;
            _counts[i].Width += (double)upper - lower;
        }

        return true;
    }
}
