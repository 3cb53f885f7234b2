using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Experiments;

/// <summary>
/// What each scored row adds to the main figure, so that their mean is that figure: for classes 1 where the row is predicted
/// rightly and 0 where not; for numbers 1 − e² / mean((y − ȳ)²), whose mean is R². NaN where label or score is missing.
/// </summary>
internal static class RowGains
{
    private const string Score = "Score";

    public static double[] Read(IDataView scored, TrainerColumns columns) => columns.Task switch
    {
        PredictionTask.MulticlassClassification => Classes(scored, columns.Label),
        PredictionTask.BinaryClassification => YesOrNo(scored, columns.Label),
        _ when scored.Schema[columns.Label].Type is VectorDataViewType labels => VectorFigures.Gains(scored, columns.Label, labels.Size),
        _ => Numbers(scored, columns.Label),
    };

    private static double[] Classes(IDataView scored, string label)
    {
        var scores = Array.Empty<float>();
        return Pairs<uint, VBuffer<float>>(scored, label, (actual, score) =>
        {
            Array.Resize(ref scores, score.Length);
            score.CopyTo(scores);
            return actual == 0 || scores.Any(float.IsNaN) ? double.NaN : Array.IndexOf(scores, scores.Max()) == actual - 1 ? 1 : 0;
        });
    }

    private static double[] YesOrNo(IDataView scored, string label) =>
        Pairs<bool, float>(scored, label, (actual, score) => float.IsNaN(score) ? double.NaN : score > 0 == actual ? 1 : 0);

    private static double[] Numbers(IDataView scored, string label)
    {
        var labels = new List<double>();
        double[] squaredErrors = Pairs<float, float>(scored, label, (actual, score) =>
        {
            double error = (double)score - actual;
            if (double.IsFinite(error))
                labels.Add(actual);
            return double.IsFinite(error) ? error * error : double.NaN;
        });
        double mean = labels.DefaultIfEmpty(double.NaN).Average();
        double variance = labels.DefaultIfEmpty(double.NaN).Average(y => (y - mean) * (y - mean));
        return [.. squaredErrors.Select(squared => 1 - (squared / variance))];
    }

    private static double[] Pairs<TLabel, TScore>(IDataView scored, string label, Func<TLabel, TScore, double> gain)
    {
        DataViewSchema.Column labelColumn = scored.Schema[label], scoreColumn = scored.Schema[Score];
        using DataViewRowCursor cursor = scored.GetRowCursor([labelColumn, scoreColumn]);
        ValueGetter<TLabel> readLabel = cursor.GetGetter<TLabel>(labelColumn);
        ValueGetter<TScore> readScore = cursor.GetGetter<TScore>(scoreColumn);
        TLabel actual = default!;
        TScore score = default!;
        var gains = new List<double>();
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readScore(ref score);
            gains.Add(gain(actual, score));
        }

        return [.. gains];
    }
}
