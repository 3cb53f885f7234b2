using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.ReadyMade;

/// <summary>Names for labels that are called as a column which models write: those would hide them.</summary>
internal static class LabelNames
{
    private static readonly string[] s_written =
        [ScoredColumns.Score, ScoredColumns.PredictedLabel, ScoredColumns.Probability, PipelineSteps.Features];

    /// <summary>
    /// The column in which the trainer and evaluations find the label: <c>Score_label</c> for <c>Score</c>, otherwise the label's
    /// own.
    /// </summary>
    public static string ForTraining(string label) => s_written.Contains(label) ? $"{label}_label" : label;

    /// <exception cref="ArgumentException">The data has a column of the name that the label needs.</exception>
    public static void Check(DataViewSchema schema, string label)
    {
        string name = ForTraining(label);
        if (name != label && schema.GetColumnOrNull(name) is not null)
            throw new ArgumentException(
                $"The label column is called '{label}', as a column that the model writes, and '{name}', its name while training, is in "
                + "the data, too. Rename one of them.");
    }
}
