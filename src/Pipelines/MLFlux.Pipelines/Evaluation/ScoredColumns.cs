using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>The columns of scored rows that an evaluation reads.</summary>
internal static class ScoredColumns
{
    public const string Score = "Score", PredictedLabel = "PredictedLabel", Probability = "Probability", Quantiles = "Quantiles";

    /// <summary>Makes sure that the label and the scores are there and are those of the task.</summary>
    /// <exception cref="ArgumentException">The label is called as a column of the scores.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void Check(DataViewSchema schema, TaskFigures task, string labelColumnName, string labelParameter,
        string scoredParameter)
    {
        RefuseOutputName(task, labelColumnName, labelParameter);
        CheckLabel(schema, task, labelColumnName, labelParameter);
        DataViewType score = Find(schema, Score, scoredParameter).Type;
        if (!task.TakesScore(score))
        {
            throw new ArgumentOutOfRangeException(scoredParameter,
                $"The column '{Score}' is {score}; {task.Words.Name} expects {task.Words.ExpectedScore}.");
        }

        if (task.WrittenColumns.Contains(PredictedLabel))
            Find(schema, PredictedLabel, scoredParameter);
    }

    /// <summary>Makes sure that the label is there and is one of the task.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static void CheckLabel(DataViewSchema schema, TaskFigures task, string labelColumnName, string parameter)
    {
        DataViewType label = Find(schema, labelColumnName, parameter).Type;
        if (!task.TakesLabel(label))
        {
            throw new ArgumentOutOfRangeException(parameter,
                $"The label column '{labelColumnName}' is {label}; {task.Words.Name} expects {task.Words.ExpectedLabel}");
        }
    }

    /// <summary>Refuses a label that is called as a column of the scores: the scores would be compared with themselves.</summary>
    /// <exception cref="ArgumentException">It is called so.</exception>
    public static void RefuseOutputName(TaskFigures task, string labelColumnName, string parameter)
    {
        if (task.WrittenColumns.Contains(labelColumnName))
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

    public static bool IsFloat(DataViewType type) => type is NumberDataViewType { RawType: var raw } && raw == typeof(float);

    /// <summary>Whether the scores of a row are the probabilities of all classes.</summary>
    public static bool AreProbabilities(float[] scores) => scores.Min() >= 0 && Math.Abs(scores.Sum() - 1) < 1e-3;
}
