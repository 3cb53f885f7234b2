using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>Rows of several classes: labels and predictions are the places of classes.</summary>
internal sealed class MulticlassRows : ScoredRows
{
    private readonly string[] _classes;

    /// <summary>The probability of each row's predicted class; none where scores are no probabilities.</summary>
    private readonly List<float> _probabilities = [];

    /// <summary>The same without the temperature.</summary>
    private readonly List<float> _before = [];

    private MulticlassRows(string[] classes) => _classes = classes;

    public override ClassificationReport Classification => Count(_classes);

    public override CalibrationCurve? Calibration(int bins, bool isBefore) => _probabilities.Count == 0 ? null : CalibrationCurve.Of(
        isBefore ? _before : _probabilities, [.. Labels.Zip(Predictions, (label, prediction) => label == prediction)], bins);

    /// <summary>The probability given to the wrong class; 0 where scores are no probabilities.</summary>
    public override double MistakeSize(int row) => _probabilities.Count == 0 ? 0 : _probabilities[row];

    public override string Text(float value) => _classes[(int)value];

    public static MulticlassRows Read(IDataView scored, string labelColumnName, double temperature)
    {
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[ScoredColumns.Score];
        var rows = new MulticlassRows(ClassNames.Of(label, (KeyDataViewType)label.Type));
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
            rows._probabilities.Add(scores[predicted]);
            rows._before.Add(temperature == 1 ? scores[predicted]
                : (float)(Math.Pow(scores[predicted], temperature) / scores.Sum(score => Math.Pow(Math.Max(score, 0), temperature))));
            areProbabilities &= ScoredColumns.AreProbabilities(scores);
        }

        if (!areProbabilities)
            rows._probabilities.Clear();
        return rows;
    }
}
