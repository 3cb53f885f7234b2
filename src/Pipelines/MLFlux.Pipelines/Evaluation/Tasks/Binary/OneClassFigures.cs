using Microsoft.ML;

namespace MLFlux.Evaluation;

/// <summary>
/// The figures of two classes on rows of one of them, which ML.NET's evaluator refuses: those that need rows of both are NaN.
/// </summary>
internal static class OneClassFigures
{
    private const double LeastProbability = 1e-15; // As ML.NET bounds the loss of a row.

    /// <summary>Reads the rows once; at least one has a finite score, and all of those have the same label.</summary>
    public static IReadOnlyList<Metric> Of(IDataView scored, string labelColumnName)
    {
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[ScoredColumns.Score];
        DataViewSchema.Column? probability = scored.Schema.GetColumnOrNull(ScoredColumns.Probability);
        using DataViewRowCursor cursor = scored.GetRowCursor(probability is { } column ? [label, score, column] : [label, score]);
        ValueGetter<bool> readLabel = cursor.GetGetter<bool>(label);
        ValueGetter<float> readScore = cursor.GetGetter<float>(score);
        ValueGetter<float>? readProbability = probability is { } read ? cursor.GetGetter<float>(read) : null;
        long rows = 0, saidTrue = 0;
        double loss = 0;
        bool isTrue = false, actual = false;
        float value = 0, chance = 0;
        while (cursor.MoveNext())
        {
            readScore(ref value);
            if (!float.IsFinite(value))
                continue;
            readLabel(ref actual);
            readProbability?.Invoke(ref chance);
            isTrue = actual;
            rows++;
            saidTrue += value > 0 ? 1 : 0;
            loss -= Math.Log2(Math.Max(LeastProbability, isTrue ? chance : 1.0 - chance));
        }

        double truly = isTrue ? saidTrue : 0;
        Metric[] figures =
        [
            new("accuracy", (isTrue ? saidTrue : rows - saidTrue) / (double)rows, true),
            new("AUC", double.NaN, true),
            new("F1", 2 * truly / (saidTrue + (isTrue ? rows : 0)), true),
            new("precision", truly / saidTrue, true),
            new("recall", isTrue ? truly / rows : double.NaN, true),
            new("AUPRC", double.NaN, true),
        ];
        return readProbability is null
            ? figures
            : [.. figures, new("log-loss", loss / rows, false), new("log-loss reduction", double.NaN, true)];
    }
}
