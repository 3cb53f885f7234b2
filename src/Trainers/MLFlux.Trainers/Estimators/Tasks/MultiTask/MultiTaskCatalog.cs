using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLFlux;

/// <summary>
/// Trainers of networks that learn several labels at once, one with each head: <c>ml.MultiTask</c>, beside ML.NET's own catalogs of
/// tasks.
/// </summary>
/// <remarks>
/// Each head is evaluated by the catalog of its own task: <c>ml.Regression.Evaluate(scored, "Price", "Price.Score")</c>.
/// </remarks>
public sealed class MultiTaskCatalog : TrainCatalogBase
{
    internal MultiTaskCatalog(IHostEnvironment environment)
        : base(environment, nameof(MultiTaskCatalog)) => Trainers = new MultiTaskTrainers(this);

    /// <summary>The trainers.</summary>
    public MultiTaskTrainers Trainers { get; }

    /// <summary>
    /// Fits an estimator on all folds of the data but one, for each fold in turn, and scores that one: evaluate each head of it by the
    /// catalog of the head's task.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">What to fit: a trainer, or a pipeline that ends in one.</param>
    /// <param name="numberOfFolds">How many folds; at least 2.</param>
    /// <param name="samplingKeyColumnName">A column whose equal values stay in one fold; null for rows on their own.</param>
    /// <param name="seed">Decides the folds; null for the context's.</param>
    /// <returns>The model of each fold, and the fold's rows as it scores them.</returns>
    public IReadOnlyList<(ITransformer Model, IDataView Scored)> CrossValidate(
        IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds = 5, string? samplingKeyColumnName = null, int? seed = null)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckValue(estimator, nameof(estimator));
        return
        [
            .. CrossValidateTrain(data, estimator, numberOfFolds, samplingKeyColumnName, seed)
                .Select(fold => (fold.Model, fold.Scores)),
        ];
    }

    /// <summary>The trainers of several labels.</summary>
    public sealed class MultiTaskTrainers : CatalogInstantiatorBase
    {
        internal MultiTaskTrainers(MultiTaskCatalog catalog)
            : base(catalog)
        {
        }
    }
}
