using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>
/// What each scored row adds to the main figure, so that their mean is that figure: for classes 1 where the row is predicted
/// rightly and 0 where not; for numbers 1 − e² / mean((y − ȳ)²), whose mean is R². NaN where label or score is missing.
/// </summary>
internal static class RowGains
{
    public static double[] Read(IDataView scored, TrainerColumns columns) => columns.Task switch
    {
        PredictionTask.MulticlassClassification => Classes(scored, columns.Label),
        PredictionTask.BinaryClassification => YesOrNo(scored, columns.Label),
        PredictionTask.Regression when scored.Schema[columns.Label].Type is VectorDataViewType labels =>
        VectorFigures.Gains(scored, columns.Label, labels.Size),
        PredictionTask.Regression => Numbers(scored, columns.Label),
        _ => throw UnknownTask.Of(columns.Task),
    };

    private static double[] Classes(IDataView scored, string label)
    {
        var scores = Array.Empty<float>();
        return ScoredPairs.Read<uint, VBuffer<float>>(scored, label, ScoredColumns.Score, (actual, score) =>
        {
            Array.Resize(ref scores, score.Length);
            score.CopyTo(scores);
            return actual == 0 || scores.Any(float.IsNaN) ? double.NaN : Array.IndexOf(scores, scores.Max()) == actual - 1 ? 1 : 0;
        });
    }

    private static double[] YesOrNo(IDataView scored, string label) =>
        ScoredPairs.Read<bool, float>(scored, label, ScoredColumns.Score,
            (actual, score) => float.IsNaN(score) ? double.NaN : score > 0 == actual ? 1 : 0);

    private static double[] Numbers(IDataView scored, string label)
    {
        var labels = new List<double>();
        double[] squaredErrors = ScoredPairs.Read<float, float>(scored, label, ScoredColumns.Score, (actual, score) =>
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
}
