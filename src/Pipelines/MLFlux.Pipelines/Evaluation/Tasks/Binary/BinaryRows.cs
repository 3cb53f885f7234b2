using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>Rows of yes or no: labels and predictions are 0 and 1.</summary>
internal sealed class BinaryRows : ScoredRows
{
    private readonly IReadOnlyList<string> _classes;
    private readonly double _temperature;
    private readonly List<float> _scores = [];

    /// <summary>The probability of true; none where the model gives none.</summary>
    private readonly List<float> _probabilities = [];

    private BinaryRows(IReadOnlyList<string> classes, double temperature)
    {
        _classes = classes;
        _temperature = temperature;
    }

    public override ClassificationReport Classification => Count(_classes);

    public override ThresholdCurve? Curve => Labels.Distinct().Count() == 2
        ? ThresholdCurve.Of(_scores, [.. Labels.Select(IsTrue)], _probabilities)
        : null;

    public override CalibrationCurve? Calibration(int bins, bool isBefore) => _probabilities.Count == 0 ? null : CalibrationCurve.Of(
        isBefore ? [.. _scores.Select(score => (float)(1 / (1 + Math.Exp(-score * _temperature))))] : _probabilities,
        [.. Labels.Select(IsTrue)], bins);

    /// <summary>The probability given to the wrong class or, without probabilities, the score's distance from 0.</summary>
    public override double MistakeSize(int row) => _probabilities.Count == 0 ? Math.Abs(_scores[row])
        : IsTrue(Predictions[row]) ? _probabilities[row] : 1.0 - _probabilities[row];

    public override string Text(float value) => _classes[(int)value];

    public static BinaryRows Read(IDataView scored, string labelColumnName, IReadOnlyList<string> classes, double temperature)
    {
        var rows = new BinaryRows(classes, temperature);
        DataViewSchema.Column predicted = scored.Schema[ScoredColumns.PredictedLabel];
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[ScoredColumns.Score];
        DataViewSchema.Column? probability = scored.Schema.GetColumnOrNull(ScoredColumns.Probability);
        using DataViewRowCursor cursor =
            scored.GetRowCursor(probability is { } column ? [label, score, predicted, column] : [label, score, predicted]);
        Func<bool?> readPredicted = Predicted(cursor, predicted, classes);
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
            rows._scores.Add(value);
            rows.Predictions.Add(readPredicted() ?? value > 0 ? 1 : 0); // By the decision threshold; ML.NET's evaluator goes by the score.
            if (readProbability is not null)
                rows._probabilities.Add(chance);
        }

        return rows;
    }

    /// <summary>
    /// Reads what was predicted, also where it was mapped to the names of the classes; null where it is neither.
    /// </summary>
    private static Func<bool?> Predicted(DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string> classes)
    {
        if (column.Type is BooleanDataViewType)
        {
            ValueGetter<bool> read = row.GetGetter<bool>(column);
            bool isTrue = false;
            return () =>
            {
                read(ref isTrue);
                return isTrue;
            };
        }

        if (column.Type is not TextDataViewType)
            return () => null;
        ValueGetter<ReadOnlyMemory<char>> readText = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            readText(ref text);
            return text.Span.SequenceEqual(classes[1]) ? true : text.Span.SequenceEqual(classes[0]) ? false : null;
        };
    }

    private static bool IsTrue(float place) => place == 1;
}
