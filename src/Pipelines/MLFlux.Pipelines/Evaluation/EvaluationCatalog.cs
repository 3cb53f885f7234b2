using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux;

/// <summary>Reports on scored data.</summary>
public static class EvaluationCatalog
{
    /// <summary>
    /// Counts which class was taken for which, by the highest score, as ML.NET's <c>Evaluate</c> does; reads the data once.
    /// </summary>
    /// <param name="catalog">The multiclass catalog of an MLContext.</param>
    /// <param name="data">Rows that a multiclass model has scored.</param>
    /// <param name="labelColumnName">The column of the right class: a key whose values name the classes.</param>
    /// <param name="scoreColumnName">The column of scores: a vector of floats, one for each class.</param>
    /// <returns>The report. Rows with a missing label or a score that is not a number are left out and counted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="ArgumentException">
    /// The label is called as a column that a model writes: <c>Score</c>, <c>PredictedLabel</c>.
    /// </exception>
    public static ClassificationReport ClassificationReport(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ScoredColumns.RefuseOutputName(
            TaskFigures.Of(PredictionTask.MulticlassClassification), labelColumnName, nameof(labelColumnName));
        DataViewSchema.Column label = ScoredColumns.Find(data.Schema, labelColumnName, nameof(labelColumnName));
        DataViewSchema.Column score = ScoredColumns.Find(data.Schema, scoreColumnName, nameof(scoreColumnName));
        if (label.Type is not KeyDataViewType { RawType: var raw } key || raw != typeof(uint))
        {
            throw new ArgumentOutOfRangeException(nameof(labelColumnName),
                $"The label column '{labelColumnName}' is {label.Type}; expected a key of UInt32. Make one with MapValueToKey.");
        }

        string[] classes = ClassNames.Of(label, key);
        if (score.Type is not VectorDataViewType { Size: var size, ItemType: NumberDataViewType { RawType: var item } }
            || size != classes.Length || item != typeof(float))
        {
            throw new ArgumentOutOfRangeException(nameof(scoreColumnName),
                $"The score column '{scoreColumnName}' is {score.Type}; expected a vector of {classes.Length} floats, one for each class "
                + $"of '{labelColumnName}'.");
        }

        return Count(data, label, score, classes);
    }

    private static ClassificationReport Count(
        IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, string[] classes)
    {
        var counts = new long[classes.Length, classes.Length];
        long skipped = 0;
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        ValueGetter<uint> readLabel = cursor.GetGetter<uint>(label);
        ValueGetter<VBuffer<float>> readScore = cursor.GetGetter<VBuffer<float>>(score);
        uint actual = 0;
        VBuffer<float> buffer = default;
        var scores = new float[classes.Length];
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readScore(ref buffer);
            buffer.CopyTo(scores);
            if (actual == 0 || scores.Any(float.IsNaN))
                skipped++;
            else
                counts[actual - 1, Array.IndexOf(scores, scores.Max())]++;
        }

        return new ClassificationReport(classes, counts, skipped);
    }
}
