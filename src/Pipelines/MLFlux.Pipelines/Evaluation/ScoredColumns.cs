using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>The columns of scored rows that an evaluation reads.</summary>
internal static class ScoredColumns
{
    public const string Score = "Score", PredictedLabel = "PredictedLabel", Probability = "Probability";

    /// <summary>Makes sure that the label and the scores are there and are those of the task.</summary>
    /// <exception cref="ArgumentException">The label is called as a column of the scores.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void Check(DataViewSchema schema, PredictionTask task, string labelColumnName, string labelParameter,
        string scoredParameter)
    {
        RefuseOutputName(task, labelColumnName, labelParameter);
        DataViewType label = Find(schema, labelColumnName, labelParameter).Type, score = Find(schema, Score, scoredParameter).Type;
        (bool isLabel, string expectedLabel) = task switch
        {
            PredictionTask.MulticlassClassification =>
            (label is KeyDataViewType { RawType: var key } && key == typeof(uint), "a key of UInt32. Make one with MapValueToKey."),
            PredictionTask.BinaryClassification => (label is BooleanDataViewType, "a bool."),
            PredictionTask.Regression =>
            (IsFloat(label), "a float; several numbers are evaluated one by one, each from a column of its own."),
            _ => throw UnknownTask.Of(task),
        };
        if (!isLabel)
            throw new ArgumentOutOfRangeException(labelParameter,
                $"The label column '{labelColumnName}' is {label}; {Name(task)} expects {expectedLabel}");

        bool isScore = task == PredictionTask.MulticlassClassification
            ? score is VectorDataViewType { ItemType: var item } && IsFloat(item)
            : IsFloat(score);
        if (!isScore)
        {
            throw new ArgumentOutOfRangeException(scoredParameter,
                $"The column '{Score}' is {score}; {Name(task)} expects "
                + $"{(task == PredictionTask.MulticlassClassification ? "a vector of floats" : "a float")}.");
        }

        if (task != PredictionTask.Regression)
            Find(schema, PredictedLabel, scoredParameter);
    }

    /// <summary>Refuses a label that is called as a column of the scores: the scores would be compared with themselves.</summary>
    /// <exception cref="ArgumentException">It is called so.</exception>
    public static void RefuseOutputName(PredictionTask task, string labelColumnName, string parameter)
    {
        string[] outputs = task switch
        {
            PredictionTask.MulticlassClassification => [Score, PredictedLabel],
            PredictionTask.BinaryClassification => [Score, PredictedLabel, Probability],
            PredictionTask.Regression => [Score],
            _ => throw UnknownTask.Of(task),
        };
        if (outputs.Contains(labelColumnName))
        {
            throw new ArgumentException(
                $"The label column is called '{labelColumnName}', as a column that the model writes, so the predictions would be compared "
                + "with themselves. "
                + "Copy the label before the trainer to a column of another name, by ml.Transforms.CopyColumns(\"Actual\", "
                + $"\"{labelColumnName}\"), and name that one as the label.",
                parameter);
        }
    }

    /// <summary>The column of that name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string parameter) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(parameter,
            $"There is no column '{name}' in the data; it has "
            + $"{string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"))}.");

    private static bool IsFloat(DataViewType type) => type is NumberDataViewType { RawType: var raw } && raw == typeof(float);

    private static string Name(PredictionTask task) => task switch
    {
        PredictionTask.MulticlassClassification => "multiclass classification",
        PredictionTask.BinaryClassification => "binary classification",
        PredictionTask.Regression => "regression",
        _ => throw UnknownTask.Of(task),
    };
}
