using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>The figures of ML.NET's evaluators, for all tasks alike.</summary>
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
    /// Numbers: R², MAE, RMSE. Several labels: example F1, micro-F1, macro-F1, mean average precision, exact match, Hamming loss.
    /// Accuracies are fractions from 0 to 1; log-loss is in nats for several classes and in bits for two,
    /// as ML.NET has it; errors are in the label's unit. Where all labels are the same, figures that compare different ones are
    /// NaN: AUC, AUPRC, log-loss reduction, R².
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type than the task's.</exception>
    /// <exception cref="ArgumentException">
    /// No row has a label and a score, or the label is called as a column of the scores (<c>Score</c>).
    /// </exception>
    /// <example>
    /// <code>
    /// foreach (Metric metric in ml.Metrics(model.Transform(rows), PredictionTask.Regression, "price"))
    ///     Console.WriteLine($"{metric.Name} {metric.Value:0.000}");
    /// </code>
    /// </example>
    public static IReadOnlyList<Metric> Metrics(
        this MLContext ml, IDataView scored, PredictionTask task, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(labelColumnName);
        return TaskFigures.Of(task).Metrics(ml, scored, labelColumnName);
    }

    /// <summary>Evaluates rows that a model of yes or no has scored, as <c>ml.Metrics</c> does for that task.</summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="scored">The scored rows: with <c>Score</c>, <c>PredictedLabel</c> and, if calibrated, <c>Probability</c>.</param>
    /// <param name="labelColumnName">The column of the right answer: a bool.</param>
    /// <returns>
    /// Accuracy, AUC, F1, precision, recall, AUPRC and, with a <c>Probability</c>, log-loss in bits and log-loss reduction; see
    /// <see cref="Metrics(MLContext, IDataView, PredictionTask, string)"/>.
    /// </returns>
    /// <inheritdoc cref="Metrics(MLContext, IDataView, PredictionTask, string)" path="/exception"/>
    public static IReadOnlyList<Metric> Metrics(
        this BinaryClassificationCatalog catalog, IDataView scored, string labelColumnName = "Label") =>
        Metrics(catalog, PredictionTask.BinaryClassification, scored, labelColumnName);

    /// <summary>Evaluates rows that a model of several classes has scored, as <c>ml.Metrics</c> does for that task.</summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="scored">The scored rows: with <c>Score</c> and <c>PredictedLabel</c>.</param>
    /// <param name="labelColumnName">The column of the right answer: a key.</param>
    /// <returns>
    /// Micro-accuracy, macro-accuracy, log-loss in nats and log-loss reduction; see
    /// <see cref="Metrics(MLContext, IDataView, PredictionTask, string)"/>.
    /// </returns>
    /// <inheritdoc cref="Metrics(MLContext, IDataView, PredictionTask, string)" path="/exception"/>
    public static IReadOnlyList<Metric> Metrics(
        this MulticlassClassificationCatalog catalog, IDataView scored, string labelColumnName = "Label") =>
        Metrics(catalog, PredictionTask.MulticlassClassification, scored, labelColumnName);

    /// <summary>Evaluates rows for which a model has predicted a number, as <c>ml.Metrics</c> does for that task.</summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="scored">The scored rows: with <c>Score</c>.</param>
    /// <param name="labelColumnName">The column of the right answer: a float.</param>
    /// <returns>
    /// R², MAE and RMSE, in the label's unit; see <see cref="Metrics(MLContext, IDataView, PredictionTask, string)"/>.
    /// </returns>
    /// <inheritdoc cref="Metrics(MLContext, IDataView, PredictionTask, string)" path="/exception"/>
    public static IReadOnlyList<Metric> Metrics(this RegressionCatalog catalog, IDataView scored, string labelColumnName = "Label") =>
        Metrics(catalog, PredictionTask.Regression, scored, labelColumnName);

    /// <summary>Evaluates rows that a detector of anomalies has scored, as <c>ml.Metrics</c> does for that task.</summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="scored">The scored rows: with <c>Score</c> and <c>PredictedLabel</c>.</param>
    /// <param name="labelColumnName">The column of the right answer: a float, 1 for an anomaly and 0 for none.</param>
    /// <returns>Accuracy, AUC, and the detection rate, as ML.NET's evaluator has them.</returns>
    /// <inheritdoc cref="Metrics(MLContext, IDataView, PredictionTask, string)" path="/exception"/>
    public static IReadOnlyList<Metric> Metrics(
        this AnomalyDetectionCatalog catalog, IDataView scored, string labelColumnName = "Label") =>
        Metrics(catalog, PredictionTask.AnomalyDetection, scored, labelColumnName);

    /// <summary>Evaluates rows for which a model has predicted several labels, as <c>ml.Metrics</c> does for that task.</summary>
    /// <param name="catalog">The catalog of the task.</param>
    /// <param name="scored">The scored rows: with <c>Score</c> and <c>PredictedLabel</c>.</param>
    /// <param name="labelColumnName">The column of the right answer: a vector of bools, of 0 and 1, or of keys.</param>
    /// <returns>
    /// Example F1, micro-F1, macro-F1, mean average precision, exact match and Hamming loss; see
    /// <see cref="MultilabelClassificationMetrics"/>.
    /// </returns>
    /// <inheritdoc cref="Metrics(MLContext, IDataView, PredictionTask, string)" path="/exception"/>
    public static IReadOnlyList<Metric> Metrics(
        this MultilabelClassificationCatalog catalog, IDataView scored, string labelColumnName = "Label") =>
        Metrics(catalog, PredictionTask.MultilabelClassification, scored, labelColumnName);

    private static IReadOnlyList<Metric> Metrics(
        TrainCatalogBase catalog, PredictionTask task, IDataView scored, string labelColumnName)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(labelColumnName);
        return TaskFigures.Of(task).Metrics(catalog.Environment(), scored, labelColumnName);
    }
}
