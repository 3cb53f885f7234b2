using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Explaining;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Says what brings the scores of single rows about, by the columns that a pipeline starts from.</summary>
public static class PipelineExplanationCatalog
{
    /// <summary>
    /// Adds, to rows with the features that a pipeline makes, what each column of the data contributes to the row's score: the slots that
    /// are made of one column, such as those of a one-hot encoding, are summed up, over all columns that the network reads. By integrated
    /// gradients, the contributions add up to the score less that of the mean training row.
    /// </summary>
    /// <remarks>
    /// Features that are made of several columns together stand under the name of the column between; where all are made of one column,
    /// such as an image or a vector that is ready, each stands for itself.
    /// <inheritdoc cref="ExplanationCatalog.Explanation" path="/remarks"/>
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="model">The whole fitted pipeline, from the columns of the data to the scores.</param>
    /// <param name="inputSchema">The schema of the data that it takes.</param>
    /// <param name="options">How rows are explained, or null, the default, for the default options.</param>
    /// <returns>
    /// An estimator that adds a vector of floats whose slot names are columns; it reads the network's feature column, which
    /// <c>model.Transform</c> gives.
    /// </returns>
    /// <exception cref="ArgumentException">There is no network in the model, or the options do not go with it.</exception>
    public static ExplanationEstimator Explanation(
        this TransformsCatalog catalog, ITransformer model, DataViewSchema inputSchema, ExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        ITransformer[] steps = [.. FittedSteps.Of(model)];
        int place = Array.FindLastIndex(steps, step => step is NeuralNetworkTransformer);
        if (place < 0)
            throw new ArgumentException("The model has no network: only the scores of networks are explained.", nameof(model));

        var network = (NeuralNetworkTransformer)steps[place];
        IReadOnlyList<FeatureGroup>? groups = new SourceGroups(steps[..place], inputSchema).Of(network.FeatureColumnNames);
        return new(new ExplanationTransformer(catalog.Environment(), network, groups, options ?? new ExplanationOptions()));
    }
}
