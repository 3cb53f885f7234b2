using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>The columns of scored rows that an evaluation reads.</summary>
internal static class ScoredColumns
{
    public const string Score = "Score", PredictedLabel = "PredictedLabel", Probability = "Probability";

    /// <summary>Makes sure that the label and the scores are there and are those of the task.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void Check(DataViewSchema schema, PredictionTask task, string labelColumnName, string labelParameter, string scoredParameter)
    {
        DataViewType label = Find(schema, labelColumnName, labelParameter).Type, score = Find(schema, Score, scoredParameter).Type;
        (bool isLabel, string expectedLabel) = task switch
        {
            PredictionTask.MulticlassClassification => (label is KeyDataViewType { RawType: var key } && key == typeof(uint), "a key of UInt32. Make one with MapValueToKey."),
            PredictionTask.BinaryClassification => (label is BooleanDataViewType, "a bool."),
            PredictionTask.Regression => (IsFloat(label), "a float; several numbers are evaluated one by one, each from a column of its own."),
            _ => throw new ArgumentOutOfRangeException(nameof(task), task, "There is no such task."),
        };
        if (!isLabel)
            throw new ArgumentOutOfRangeException(labelParameter, $"The label column '{labelColumnName}' is {label}; {Name(task)} expects {expectedLabel}");

        bool isScore = task == PredictionTask.MulticlassClassification
            ? score is VectorDataViewType { ItemType: var item } && IsFloat(item)
            : IsFloat(score);
        if (!isScore)
        {
            throw new ArgumentOutOfRangeException(scoredParameter,
                $"The column '{Score}' is {score}; {Name(task)} expects {(task == PredictionTask.MulticlassClassification ? "a vector of floats" : "a float")}.");
        }

        if (task != PredictionTask.Regression)
            Find(schema, PredictedLabel, scoredParameter);
    }

    /// <summary>Whether a row has a label and a finite score; the columns are known to be those of the task.</summary>
    public static bool HaveRow(IDataView scored, PredictionTask task, string labelColumnName)
    {
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[Score];
        using DataViewRowCursor cursor = scored.GetRowCursor([label, score]);
        Func<bool> isLabelled = task switch
        {
            PredictionTask.MulticlassClassification => Test<uint>(cursor, label, key => key != 0),
            PredictionTask.BinaryClassification => () => true,
            _ => Test<float>(cursor, label, float.IsFinite),
        };
        Func<bool> isScored = task == PredictionTask.MulticlassClassification
            ? Test<VBuffer<float>>(cursor, score, scores => scores.DenseValues().All(float.IsFinite))
            : Test<float>(cursor, score, float.IsFinite);
        while (cursor.MoveNext())
        {
            if (isLabelled() && isScored())
                return true;
        }

        return false;
    }

    private static Func<bool> Test<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Predicate<T> isGood)
    {
        ValueGetter<T> read = cursor.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            read(ref value);
            return isGood(value);
        };
    }

    /// <summary>The column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string parameter) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(parameter,
            $"There is no column '{name}' in the data; it has {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"))}.");

    private static bool IsFloat(DataViewType type) => type is NumberDataViewType { RawType: var raw } && raw == typeof(float);

    private static string Name(PredictionTask task) => task switch
    {
        PredictionTask.MulticlassClassification => "multiclass classification",
        PredictionTask.BinaryClassification => "binary classification",
        _ => "regression",
    };
}
