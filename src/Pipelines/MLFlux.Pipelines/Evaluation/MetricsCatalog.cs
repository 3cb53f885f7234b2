using Microsoft.ML;
using Microsoft.ML.Data;
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
        ScoredColumns.Check(scored.Schema, task, labelColumnName, nameof(labelColumnName), nameof(scored));

        LabelVariety variety = LabelVarieties.Of(scored, task, labelColumnName);
        if (variety == LabelVariety.None)
        {
            throw new ArgumentException(
                $"No row has both a label in '{labelColumnName}' and a finite score: there is nothing to evaluate.", nameof(scored));
        }

        bool isVaried = variety == LabelVariety.Several;
        return task switch
        {
            PredictionTask.MulticlassClassification => Of(ml.MulticlassClassification.Evaluate(scored, labelColumnName), isVaried),
            PredictionTask.BinaryClassification when !isVaried => OneClassFigures.Of(scored, labelColumnName),
            PredictionTask.BinaryClassification => OfTwoClasses(ml, scored, labelColumnName),
            PredictionTask.Regression => Of(ml.Regression.Evaluate(scored, labelColumnName), isVaried),
            _ => throw UnknownTask.Of(task),
        };
    }

    private static Metric[] Of(MulticlassClassificationMetrics metrics, bool isVaried) =>
    [
        new("micro-accuracy", metrics.MicroAccuracy, true),
        new("macro-accuracy", metrics.MacroAccuracy, true),
        new("log-loss", metrics.LogLoss, false),
        new("log-loss reduction", isVaried ? metrics.LogLossReduction : double.NaN, true),
    ];

    private static Metric[] OfTwoClasses(MLContext ml, IDataView scored, string labelColumnName)
    {
        if (scored.Schema.GetColumnOrNull(ScoredColumns.Probability) is null)
            return Of(ml.BinaryClassification.EvaluateNonCalibrated(scored, labelColumnName));

        CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(scored, labelColumnName);
        return
        [
            .. Of(metrics),
            new("log-loss", metrics.LogLoss, false),
            new("log-loss reduction", metrics.LogLossReduction, true),
        ];
    }

    private static Metric[] Of(BinaryClassificationMetrics metrics) =>
    [
        new("accuracy", metrics.Accuracy, true),
        new("AUC", metrics.AreaUnderRocCurve, true),
        new("F1", metrics.F1Score, true),
        new("precision", metrics.PositivePrecision, true),
        new("recall", metrics.PositiveRecall, true),
        new("AUPRC", metrics.AreaUnderPrecisionRecallCurve, true),
    ];

    private static Metric[] Of(RegressionMetrics metrics, bool isVaried) =>
    [
        new("R²", isVaried ? metrics.RSquared : double.NaN, true),
        new("MAE", metrics.MeanAbsoluteError, false),
        new("RMSE", metrics.RootMeanSquaredError, false),
    ];
}
