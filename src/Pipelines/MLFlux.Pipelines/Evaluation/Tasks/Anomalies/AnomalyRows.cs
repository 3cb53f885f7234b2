using Microsoft.ML;

namespace MLFlux.Evaluation;

/// <summary>Rows of anomalies and others: labels and predictions are 1 for an anomaly and 0 for none.</summary>
internal sealed class AnomalyRows : ScoredRows
{
    private readonly List<float> _scores = [];

    private AnomalyRows()
    {
    }

    /// <summary>The score of a row that is taken for what it is not.</summary>
    public override double MistakeSize(int row) => Labels[row] > 0 == Predictions[row] > 0 ? 0 : _scores[row];

    public override string Text(float value) => value > 0 ? "anomaly" : "none";

    public static AnomalyRows Read(IDataView scored, string labelColumnName)
    {
        var rows = new AnomalyRows();
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[ScoredColumns.Score];
        DataViewSchema.Column predicted = scored.Schema[ScoredColumns.PredictedLabel];
        using DataViewRowCursor cursor = scored.GetRowCursor([label, score, predicted]);
        ValueGetter<float> readLabel = cursor.GetGetter<float>(label), readScore = cursor.GetGetter<float>(score);
        ValueGetter<bool> readPredicted = cursor.GetGetter<bool>(predicted);
        float actual = 0, error = 0;
        bool isAnomaly = false;
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readScore(ref error);
            readPredicted(ref isAnomaly);
            if (!rows.Keep(cursor.Position, float.IsFinite(actual) && float.IsFinite(error)))
                continue;
            rows.Labels.Add(actual);
            rows.Predictions.Add(isAnomaly ? 1 : 0);
            rows._scores.Add(error);
        }

        return rows;
    }
}
