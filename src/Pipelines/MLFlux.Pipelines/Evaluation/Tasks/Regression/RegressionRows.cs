using System.Globalization;
using Microsoft.ML;
using MLFlux.Labels;

namespace MLFlux.Evaluation;

/// <summary>Rows of numbers: labels and predictions are in the label's unit.</summary>
internal sealed class RegressionRows : ScoredRows
{
    private RegressionRows(PredictedRanges? ranges) => Ranges = ranges;

    public override Residuals Residuals => Residuals.Of(Labels, Predictions);

    public override PredictedRanges? Ranges { get; }

    /// <summary>The distance of the two, in the label's unit.</summary>
    public override double MistakeSize(int row) => Math.Abs((double)Labels[row] - Predictions[row]);

    public override string Text(float value) => value == MathF.Truncate(value) ? LabelText.Of(value)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    public static RegressionRows Read(IDataView scored, string labelColumnName)
    {
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[ScoredColumns.Score];
        var rows = new RegressionRows(ReadRanges(scored, label));
        using DataViewRowCursor cursor = scored.GetRowCursor([label, score]);
        ValueGetter<float> readLabel = cursor.GetGetter<float>(label), readScore = cursor.GetGetter<float>(score);
        float actual = 0, predicted = 0;
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readScore(ref predicted);
            if (!rows.Keep(cursor.Position, float.IsFinite(actual) && float.IsFinite(predicted)))
                continue;
            rows.Labels.Add(actual);
            rows.Predictions.Add(predicted);
        }

        return rows;
    }

    private static PredictedRanges? ReadRanges(IDataView scored, DataViewSchema.Column label) =>
        scored.Schema.GetColumnOrNull(ScoredColumns.Quantiles) is { } quantiles && RangeCounts.Levels(quantiles) is { Length: > 1 } levels
            ? RangeCounts.Read(scored, label, quantiles, levels)
            : null;
}
