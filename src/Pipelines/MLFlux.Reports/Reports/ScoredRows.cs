using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux.Reports;

/// <summary>A few numbers of each scored row that has a label and finite scores, in the order of the rows.</summary>
internal sealed class ScoredRows
{
    private ScoredRows(string[] classes) => Classes = classes;

    /// <summary>The names of the classes; for two, that of false first; none for numbers.</summary>
    public string[] Classes { get; }

    /// <summary>The number of each row among all scored ones.</summary>
    public List<long> Numbers { get; } = [];

    /// <summary>The label of each row: a class by its place, or a number.</summary>
    public List<float> Labels { get; } = [];

    /// <summary>What was predicted for each row: a class by its place, or a number.</summary>
    public List<float> Predictions { get; } = [];

    /// <summary>Two classes, and numbers: the score of each row.</summary>
    public List<float> Scores { get; } = [];

    /// <summary>
    /// Classes: the probability of each row's predicted class (several classes) or of true (two); empty where scores are none.
    /// </summary>
    public List<float> Probabilities { get; } = [];

    public long Skipped { get; private set; }

    public static ScoredRows Read(IDataView scored, PredictionTask task, ReportOptions options)
    {
        DataViewSchema.Column label = scored.Schema[options.LabelColumnName], score = scored.Schema[ScoredColumns.Score];
        return task switch
        {
            PredictionTask.MulticlassClassification => ReadClasses(scored, label, score),
            PredictionTask.BinaryClassification =>
            ReadTwoClasses(scored, options.BinaryValues, label, score, scored.Schema.GetColumnOrNull(ScoredColumns.Probability)),
            PredictionTask.Regression => ReadNumbers(scored, label, score),
            _ => throw UnknownTask.Of(task),
        };
    }

    private static ScoredRows ReadClasses(IDataView scored, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        var rows = new ScoredRows(ClassNames.Of(label, (KeyDataViewType)label.Type));
        bool areProbabilities = true;
        using DataViewRowCursor cursor = scored.GetRowCursor([label, score]);
        ValueGetter<uint> readLabel = cursor.GetGetter<uint>(label);
        ValueGetter<VBuffer<float>> readScore = cursor.GetGetter<VBuffer<float>>(score);
        uint key = 0;
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            readLabel(ref key);
            readScore(ref buffer);
            float[] scores = [.. buffer.DenseValues()];
            if (!rows.Keep(cursor.Position, key != 0 && scores.All(float.IsFinite)))
                continue;
            int predicted = Array.IndexOf(scores, scores.Max());
            rows.Labels.Add(key - 1);
            rows.Predictions.Add(predicted);
            rows.Probabilities.Add(scores[predicted]);
            areProbabilities &= scores.Min() >= 0 && Math.Abs(scores.Sum() - 1) < 1e-3;
        }

        if (!areProbabilities)
            rows.Probabilities.Clear();
        return rows;
    }

    private static ScoredRows ReadTwoClasses(
        IDataView scored, IReadOnlyList<string>? names, DataViewSchema.Column label, DataViewSchema.Column score,
        DataViewSchema.Column? probability)
    {
        var rows = new ScoredRows([.. names ?? [bool.FalseString, bool.TrueString]]);
        using DataViewRowCursor cursor = scored.GetRowCursor(probability is { } column ? [label, score, column] : [label, score]);
        ValueGetter<bool> readLabel = cursor.GetGetter<bool>(label);
        ValueGetter<float> readScore = cursor.GetGetter<float>(score);
        ValueGetter<float>? readProbability = probability is { } active ? cursor.GetGetter<float>(active) : null;
        bool isTrue = false;
        float value = 0, chance = 0;
        while (cursor.MoveNext())
        {
            readLabel(ref isTrue);
            readScore(ref value);
            readProbability?.Invoke(ref chance);
            if (!rows.Keep(cursor.Position, float.IsFinite(value) && float.IsFinite(chance)))
                continue;
            rows.Labels.Add(isTrue ? 1 : 0);
            rows.Scores.Add(value);
            rows.Predictions.Add(value > 0 ? 1 : 0); // As ML.NET's evaluator has it.
            if (readProbability is not null)
                rows.Probabilities.Add(chance);
        }

        return rows;
    }

    private static ScoredRows ReadNumbers(IDataView scored, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        var rows = new ScoredRows([]);
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
            rows.Scores.Add(predicted);
            rows.Predictions.Add(predicted);
        }

        return rows;
    }

    private bool Keep(long number, bool isGood)
    {
        if (isGood)
            Numbers.Add(number);
        else
            Skipped++;
        return isGood;
    }
}
