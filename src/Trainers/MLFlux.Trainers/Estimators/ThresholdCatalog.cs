using Microsoft.ML;

namespace MLFlux;

/// <summary>ML.NET's <c>ChangeModelThreshold</c>, for networks.</summary>
public static class ThresholdCatalog
{
    /// <summary>The same model, with <c>PredictedLabel</c> yes above another score than 0.</summary>
    /// <param name="catalog">ML.NET's catalog of the task, <c>ml.BinaryClassification</c>.</param>
    /// <param name="model">A network that was trained for yes and no, such as the <c>LastTransformer</c> of a fitted pipeline.</param>
    /// <param name="threshold">
    /// The score, which is the logit of the probability; <see cref="NeuralNetworkTransformer.WithThreshold"/> takes the probability.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not finite.</exception>
    /// <exception cref="InvalidOperationException">The model is of another task.</exception>
    public static NeuralNetworkTransformer ChangeModelThreshold(
        this BinaryClassificationCatalog catalog, NeuralNetworkTransformer model, float threshold)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return float.IsFinite(threshold)
            ? model.WithScoreThreshold(threshold)
            : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is a finite score.");
    }
}
