using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Says what brings the scores of single rows about.</summary>
public static class ExplanationCatalog
{
    /// <summary>
    /// Adds, to rows with a network's features, what each feature contributes to the row's score: by integrated gradients, the
    /// contributions add up to the score less that of the mean training row.
    /// </summary>
    /// <remarks>
    /// <c>Score</c> is explained as the model gives it: the logit of yes, the probability of the predicted class, a number in the label's
    /// unit, the mean squared error of an autoencoder. A row takes some milliseconds, and the column is made for those rows alone whose
    /// value is asked for. Where features are not finite, contributions are NaN.
    /// MLFlux.Pipelines adds contributions by the columns that a whole pipeline starts from.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="network">The fitted network, such as the <c>LastTransformer</c> of a pipeline.</param>
    /// <param name="options">How rows are explained, or null, the default, for the default options.</param>
    /// <returns>
    /// An estimator that adds a vector of floats, with the slot names of the features; it reads the network's feature column.
    /// </returns>
    /// <exception cref="ArgumentException">The options do not go with the network; all faults are named.</exception>
    public static ExplanationEstimator Explanation(
        this TransformsCatalog catalog, NeuralNetworkTransformer network, ExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(new ExplanationTransformer(catalog.Environment(), network, null, options ?? new ExplanationOptions()));
    }
}
