using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Estimators;

namespace MLFlux;

/// <summary>
/// Trainers and evaluation for several labels that a row may have at once: <c>ml.MultilabelClassification</c>, beside ML.NET's own
/// catalogs of tasks.
/// </summary>
public sealed class MultilabelClassificationCatalog : TrainCatalogBase
{
    internal MultilabelClassificationCatalog(IHostEnvironment environment)
        : base(environment, nameof(MultilabelClassificationCatalog)) => Trainers = new MultilabelClassificationTrainers(this);

    /// <summary>The trainers.</summary>
    public MultilabelClassificationTrainers Trainers { get; }

    /// <summary>Evaluates scored rows.</summary>
    /// <param name="data">The scored rows.</param>
    /// <param name="labelColumnName">
    /// The labels that rows have: a vector of bools, of floats that are 0 and 1, or of keys. Labels with names are matched with the
    /// slots of the scores by name, in any order.
    /// </param>
    /// <param name="scoreColumnName">A vector of floats, one for each label, higher for yes.</param>
    /// <param name="predictedLabelColumnName">A vector of bools: the labels that were predicted.</param>
    /// <returns>The figures. Rows with a missing label, or with a score that is not a number, are left out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing, of another type or size, or a label is none of the scores'.
    /// </exception>
    /// <exception cref="InvalidOperationException">No row can be evaluated, or a label is a number other than 0 and 1.</exception>
    public MultilabelClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        string scoreColumnName = DefaultColumnNames.Score,
        string predictedLabelColumnName = DefaultColumnNames.PredictedLabel)
    {
        Environment.CheckValue(data, nameof(data));
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        ArgumentException.ThrowIfNullOrEmpty(predictedLabelColumnName);
        return MultilabelEvaluation.Of(ScoredLabels.Read(data, labelColumnName, scoreColumnName, predictedLabelColumnName));
    }

    /// <summary>Fits an estimator on all folds of the data but one, for each fold in turn, and evaluates it on that one.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">What to fit: a trainer, or a pipeline that ends in one.</param>
    /// <param name="numberOfFolds">How many folds; at least 2.</param>
    /// <param name="labelColumnName">The labels that rows have.</param>
    /// <param name="samplingKeyColumnName">A column whose equal values stay in one fold; null for rows on their own.</param>
    /// <param name="seed">Decides the folds; null for the context's.</param>
    /// <returns>The figures, the model and the scored rows of each fold.</returns>
    public IReadOnlyList<CrossValidationResult<MultilabelClassificationMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = DefaultColumnNames.Label,
        string? samplingKeyColumnName = null,
        int? seed = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return
        [
            .. CrossValidateTrain(data, estimator, numberOfFolds, samplingKeyColumnName, seed).Select(fold =>
                new CrossValidationResult<MultilabelClassificationMetrics>(
                    fold.Model, Evaluate(fold.Scores, labelColumnName), fold.Scores, fold.Fold)),
        ];
    }

    /// <summary>The trainers of several labels.</summary>
    public sealed class MultilabelClassificationTrainers : CatalogInstantiatorBase
    {
        internal MultilabelClassificationTrainers(MultilabelClassificationCatalog catalog)
            : base(catalog)
        {
        }
    }
}
