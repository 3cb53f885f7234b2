using Microsoft.ML;

namespace MLFlux;

/// <summary>Experiments with pipelines.</summary>
public static class ExperimentCatalog
{
    /// <summary>
    /// Makes an experiment of a pipeline with a network: it trains on a part of the rows, evaluates on the rest, compares with
    /// baselines on the same rows, repeats, and searches.
    /// </summary>
    /// <param name="ml">The context to train in.</param>
    /// <param name="pipeline">
    /// A <see cref="ReadyPipeline"/>, or any chain of estimators with one of MLFlux's trainers in it, which says the task and the
    /// label; others may come after it, such
    /// as <c>MapKeyToValue("PredictedLabel")</c>. It is not changed.
    /// </param>
    /// <param name="options">How to divide the rows, and what to compare with; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The pipeline has no such trainer, its label is called as a column that the trainer writes (<c>Score</c>), or an option is
    /// out of range.
    /// </exception>
    /// <example>
    /// <code>
    /// using ExperimentResult result = ml.Experiment(ml.Pipelines().Tabular(rows, "price")).Run(rows);
    /// Console.WriteLine(result);
    /// </code>
    /// </example>
    public static Experiment Experiment(this MLContext ml, IEstimator<ITransformer> pipeline, ExperimentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(pipeline);
        return new Experiment(ml, pipeline, options ?? new ExperimentOptions());
    }
}
