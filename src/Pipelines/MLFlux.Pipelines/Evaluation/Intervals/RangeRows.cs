using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>The ranges of the rows that a cursor passes: their figures, and some of them to show.</summary>
internal sealed class RangeRows
{
    private const int ShownRows = 300;

    private readonly RangeCounts _counts;
    private readonly ValueGetter<VBuffer<float>> _read;
    private readonly List<(float Actual, float Lower, double Middle, float Upper)> _rows = [];
    private VBuffer<float> _quantiles;

    private RangeRows(double[] levels, ValueGetter<VBuffer<float>> read) => (_counts, _read) = (new RangeCounts(levels), read);

    /// <summary>The column of quantiles that ranges lie between; null where rows have no two of them.</summary>
    public static DataViewSchema.Column? Column(DataViewSchema schema) =>
        schema.GetColumnOrNull(ScoredColumns.Quantiles) is { } column && RangeCounts.Levels(column) is { Length: > 1 } ? column : null;

    public static RangeRows Of(DataViewRowCursor cursor, DataViewSchema.Column quantiles) =>
        new(RangeCounts.Levels(quantiles)!, cursor.GetGetter<VBuffer<float>>(quantiles));

    /// <summary>Adds the row at which the cursor stands.</summary>
    public void Add(float actual)
    {
        _read(ref _quantiles);
        if (!_counts.Add(actual, _quantiles))
            return;
        ReadOnlySpan<float> values = _counts.Quantiles;
        double middle = ((double)values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        _rows.Add((actual, values[0], middle, values[^1]));
    }

    /// <summary>What was read; null where no row had both a finite label and finite quantiles.</summary>
    public PredictedRanges? Ranges()
    {
        int rows = _rows.Count, shown = Math.Min(ShownRows, rows);
        return rows == 0 ? null : new PredictedRanges(
            _counts.Metrics, [.. Enumerable.Range(0, shown).Select(i => Row((int)((long)i * rows / shown)))]);
    }

    private PredictedRange Row(int row)
    {
        (float actual, float lower, double middle, float upper) = _rows[row];
        return new PredictedRange(actual, lower, middle, upper);
    }
}
