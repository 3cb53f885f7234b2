using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Evaluation;
using MLFlux.MLNet;
using MLFlux.Reports;

namespace MLFlux;

/// <summary>Reports on scored rows, and how much each column matters.</summary>
public static class ReportCatalog
{
    /// <summary>Makes a report of scored rows; reads them a few times, and keeps a few numbers of each in memory.</summary>
    /// <param name="ml">The context that evaluates.</param>
    /// <param name="scored">Held-out rows that a model of the task has scored; see <see cref="MetricsCatalog"/>.</param>
    /// <param name="task">What was predicted.</param>
    /// <param name="options">What the report is made of. Default, null: the scored rows alone, with the label <c>Label</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type than the task's.</exception>
    /// <exception cref="ArgumentException">
    /// Options are out of range (all are named), no row has a label and a score, or the label is called as a column of the scores.
    /// </exception>
    /// <example>
    /// <code>
    /// var options = new ReportOptions { LabelColumnName = "price" };
    /// PredictionReport report = ml.Report(model.Transform(rows), PredictionTask.Regression, options);
    /// report.SaveHtml("report.html");
    /// </code>
    /// </example>
    public static PredictionReport Report(this MLContext ml, IDataView scored, PredictionTask task, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        return Report(ml, scored, TaskFigures.Of(task), options);
    }

    /// <summary>Makes a report of rows that a model of yes or no has scored, as <c>ml.Report</c> does for that task.</summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="scored">Held-out rows that a model of the task has scored.</param>
    /// <param name="options">What the report is made of. Default, null: the scored rows alone, with the label <c>Label</c>.</param>
    /// <inheritdoc cref="Report(MLContext, IDataView, PredictionTask, ReportOptions?)" path="/exception"/>
    public static PredictionReport Report(this BinaryClassificationCatalog catalog, IDataView scored, ReportOptions? options = null) =>
        Report(catalog.Environment(), scored, TaskFigures.Of(PredictionTask.BinaryClassification), options);

    /// <summary>Makes a report of rows that a model of several classes has scored, as <c>ml.Report</c> does for that task.</summary>
    /// <inheritdoc cref="Report(BinaryClassificationCatalog, IDataView, ReportOptions?)" path="/param"/>
    /// <inheritdoc cref="Report(MLContext, IDataView, PredictionTask, ReportOptions?)" path="/exception"/>
    public static PredictionReport Report(this MulticlassClassificationCatalog catalog, IDataView scored, ReportOptions? options = null) =>
        Report(catalog.Environment(), scored, TaskFigures.Of(PredictionTask.MulticlassClassification), options);

    /// <summary>Makes a report of rows for which a model has predicted a number, as <c>ml.Report</c> does for that task.</summary>
    /// <inheritdoc cref="Report(BinaryClassificationCatalog, IDataView, ReportOptions?)" path="/param"/>
    /// <inheritdoc cref="Report(MLContext, IDataView, PredictionTask, ReportOptions?)" path="/exception"/>
    public static PredictionReport Report(this RegressionCatalog catalog, IDataView scored, ReportOptions? options = null) =>
        Report(catalog.Environment(), scored, TaskFigures.Of(PredictionTask.Regression), options);

    /// <summary>Makes a report of rows for which a model has predicted several labels, as <c>ml.Report</c> does for that task.</summary>
    /// <inheritdoc cref="Report(BinaryClassificationCatalog, IDataView, ReportOptions?)" path="/param"/>
    /// <inheritdoc cref="Report(MLContext, IDataView, PredictionTask, ReportOptions?)" path="/exception"/>
    public static PredictionReport Report(this MultilabelClassificationCatalog catalog, IDataView scored, ReportOptions? options = null) =>
        Report(catalog.Environment(), scored, TaskFigures.Of(PredictionTask.MultilabelClassification), options);

    /// <summary>
    /// Measures how much each column of the data matters to a model: its values are shuffled among the rows, the whole model
    /// scores them, and the task's main figure gets worse by as much as the model leans on the column. One-hot slots, bins and
    /// pixels that are made from one column are thus shuffled together.
    /// </summary>
    /// <remarks>
    /// Where the features are a concatenation of what is made from single columns, as in ready pipelines, they are computed once,
    /// and the network alone scores the shuffled ones. A column that the scores do not depend on is not scored.
    /// </remarks>
    /// <param name="ml">The context that evaluates.</param>
    /// <param name="model">The whole model, from the columns of the data to the scores.</param>
    /// <param name="data">
    /// Held-out rows, not yet scored. They are read for each column and, where features depend on several columns, for each
    /// shuffle.
    /// </param>
    /// <param name="task">What the model predicts.</param>
    /// <param name="options">How it is measured, or null, the default, for the default options.</param>
    /// <returns>
    /// A line for each column that was measured, the most important first: not those that the label is made from, and not those
    /// that have one value only, which shuffling does not change.
    /// </returns>
    /// <exception cref="ArgumentException">Options are out of range, or a column is missing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<FeatureImportance> FeatureImportance(
        this MLContext ml, ITransformer model, IDataView data, PredictionTask task, FeatureImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        return FeatureImportance(ml, model, data, TaskFigures.Of(task), options);
    }

    /// <summary>Measures how much each column matters to a model of yes or no, as <c>ml.FeatureImportance</c> does.</summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="model">The whole model, from the columns of the data to the scores.</param>
    /// <param name="data">Held-out rows, not yet scored.</param>
    /// <param name="options">How it is measured, or null, the default, for the default options.</param>
    /// <inheritdoc
    ///   cref="FeatureImportance(MLContext, ITransformer, IDataView, PredictionTask, FeatureImportanceOptions?)"
    ///   path="/*[self::remarks or self::returns or self::exception]"/>
    public static IReadOnlyList<FeatureImportance> FeatureImportance(
        this BinaryClassificationCatalog catalog, ITransformer model, IDataView data, FeatureImportanceOptions? options = null) =>
        FeatureImportance(catalog.Environment(), model, data, TaskFigures.Of(PredictionTask.BinaryClassification), options);

    /// <summary>Measures how much each column matters to a model of several classes, as <c>ml.FeatureImportance</c> does.</summary>
    /// <inheritdoc
    ///   cref="FeatureImportance(BinaryClassificationCatalog, ITransformer, IDataView, FeatureImportanceOptions?)"
    ///   path="/*[not(self::summary)]"/>
    public static IReadOnlyList<FeatureImportance> FeatureImportance(
        this MulticlassClassificationCatalog catalog, ITransformer model, IDataView data, FeatureImportanceOptions? options = null) =>
        FeatureImportance(catalog.Environment(), model, data, TaskFigures.Of(PredictionTask.MulticlassClassification), options);

    /// <summary>Measures how much each column matters to a model that predicts a number, as <c>ml.FeatureImportance</c> does.</summary>
    /// <inheritdoc
    ///   cref="FeatureImportance(BinaryClassificationCatalog, ITransformer, IDataView, FeatureImportanceOptions?)"
    ///   path="/*[not(self::summary)]"/>
    public static IReadOnlyList<FeatureImportance> FeatureImportance(
        this RegressionCatalog catalog, ITransformer model, IDataView data, FeatureImportanceOptions? options = null) =>
        FeatureImportance(catalog.Environment(), model, data, TaskFigures.Of(PredictionTask.Regression), options);

    /// <summary>Measures how much each column matters to a model of several labels, as <c>ml.FeatureImportance</c> does.</summary>
    /// <inheritdoc
    ///   cref="FeatureImportance(BinaryClassificationCatalog, ITransformer, IDataView, FeatureImportanceOptions?)"
    ///   path="/*[not(self::summary)]"/>
    public static IReadOnlyList<FeatureImportance> FeatureImportance(
        this MultilabelClassificationCatalog catalog, ITransformer model, IDataView data, FeatureImportanceOptions? options = null) =>
        FeatureImportance(catalog.Environment(), model, data, TaskFigures.Of(PredictionTask.MultilabelClassification), options);

    private static PredictionReport Report(IHostEnvironment environment, IDataView scored, TaskFigures task, ReportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(scored);
        options ??= new ReportOptions();
        OptionFaults.ThrowIfAny(options.Faults(), nameof(options));
        if (options.ImageColumnName is { } image)
            ScoredColumns.Find(scored.Schema, image, nameof(options));
        return new ReportMaker(environment, scored, task, options).Make();
    }

    private static IReadOnlyList<FeatureImportance> FeatureImportance(
        IHostEnvironment environment, ITransformer model, IDataView data, TaskFigures task, FeatureImportanceOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new FeatureImportanceOptions();
        OptionFaults.ThrowIfAny(options.Faults(), nameof(options));
        return new ImportanceMeter(environment, model, data, task, options).Measure();
    }
}
