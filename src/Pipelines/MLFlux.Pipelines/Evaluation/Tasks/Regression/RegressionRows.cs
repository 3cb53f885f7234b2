using System.Globalization;
using Microsoft.ML;
using MLFlux.Labels;

namespace MLFlux.Evaluation;

/// <summary>Rows of numbers: labels and predictions are in the label's unit.</summary>
internal sealed class RegressionRows : ScoredRows
{
    private PredictedRanges? _ranges;

    public override Residuals Residuals => Residuals.Of(Labels, Predictions);

    public override PredictedRanges? Ranges => _ranges;

    /// <summary>The distance of the two, in the label's unit.</summary>
    public override double MistakeSize(int row) => Math.Abs((double)Labels[row] - Predictions[row]);

    public override string Text(float value) => value == MathF.Truncate(value) ? LabelText.Of(value)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    public static RegressionRows Read(IDataView scored, string labelColumnName)
    {
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[ScoredColumns.Score];
        DataViewSchema.Column? quantiles = RangeRows.Column(scored.Schema);
        var rows = new RegressionRows();
        using DataViewRowCursor cursor = scored.GetRowCursor(quantiles is { } read ? [label, score, read] : [label, score]);
        ValueGetter<float> readLabel = cursor.GetGetter<float>(label), readScore = cursor.GetGetter<float>(score);
        RangeRows? ranges = quantiles is { } column ? RangeRows.Of(cursor, column) : null;
        float actual = 0, predicted = 0;
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readScore(ref predicted);
            ranges?.Add(actual);
            if (!rows.Keep(cursor.Position, float.IsFinite(actual) && float.IsFinite(predicted)))
                continue;
            rows.Labels.Add(actual);
            rows.Predictions.Add(predicted);
        }

        rows._ranges = ranges?.Ranges();
        return rows;
    }
}
