using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux;

/// <summary>The figures of ML.NET's evaluators, for the three tasks alike.</summary>
public static class MetricsCatalog
{
    /// <summary>Evaluates scored rows with ML.NET's evaluator of the task; reads them once, and the first few of them before.</summary>
    /// <param name="ml">The context that evaluates.</param>
    /// <param name="scored">
    /// Rows that a model of the task has scored: with ML.NET's <c>Score</c>, for classes <c>PredictedLabel</c>, and, for two
    /// classes that are calibrated, <c>Probability</c>.
    /// </param>
    /// <param name="task">What was predicted.</param>
    /// <param name="labelColumnName">The column of the right answer: a key, a bool, or a float.</param>
    /// <returns>
    /// The task's main figure first. Several classes: micro-accuracy, macro-accuracy, log-loss, log-loss reduction. Two classes:
    /// accuracy, AUC, F1, precision, recall, AUPRC, and, with a <c>Probability</c>, log-loss and log-loss reduction.
    /// Numbers: R², MAE, RMSE. Accuracies are fractions from 0 to 1; log-loss is in nats for several classes and in bits for two,
    /// as ML.NET has it; errors are in the label's unit. Where all labels are the same, figures that compare different ones are
    /// NaN: AUC, AUPRC, log-loss reduction, R².
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type than the task's.</exception>
    /// <exception cref="ArgumentException">
    /// No row has a label and a score, or the label is called as a column of the scores (<c>Score</c>).
    /// </exception>
    public static IReadOnlyList<Metric> Metrics(
        this MLContext ml, IDataView scored, PredictionTask task, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(labelColumnName);
        return TaskFigures.Of(task).Metrics(ml, scored, labelColumnName);
    }
}
