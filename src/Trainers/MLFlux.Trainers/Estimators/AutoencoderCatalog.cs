using Microsoft.ML;
using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Autoencoders among ML.NET's trainers of anomaly detection.</summary>
public static class AutoencoderCatalog
{
    /// <summary>
    /// Trains a network to give its features back, on rows most of which are as they should be: a row that it gives back badly is unlike
    /// them. There is no label.
    /// </summary>
    /// <remarks>
    /// Features should be of one size (<c>NormalizeMeanVariance</c>, or pixels as they come), and the network narrow in the middle, such
    /// as <c>Chain(Dense(32, Relu), Dense(4), Dense(32, Relu), Output())</c>, so that it cannot pass on everything.
    /// <c>ml.AnomalyDetection.Evaluate</c> takes labels of 1 and 0 as floats; <c>ml.Transforms.Conversion.ConvertType("Label",
    /// outputKind: DataKind.Single)</c> makes them of bools. Layers of the network are those of the model's <c>layer.…</c>, since the
    /// model's network takes its input from its output.
    /// </remarks>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending as wide as there are features; <c>Output()</c> is always so.</param>
    /// <param name="options">How to train it; its label column is not read.</param>
    /// <param name="expectedAnomalies">
    /// The share of rows above the threshold, between 0 and 1, both excluded: of the validation rows given to <c>Fit</c>, or else of the
    /// training rows. Default: 0.01. <see cref="ChangeModelThreshold"/> sets another threshold afterwards.
    /// </param>
    /// <returns>
    /// An estimator that adds <c>PredictedLabel</c> (a bool, true for an anomaly), <c>Score</c> (the mean squared error of the features)
    /// and <c>Errors</c> (the squared error of each feature, in slots that are called as those of the features), which says which
    /// features were given back worst.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range; all such are named at once. Or the network takes several columns.
    /// </exception>
    public static NeuralNetworkTrainer Autoencoder(
        this AnomalyDetectionCatalog.AnomalyDetectionTrainers catalog, Layer network, NeuralNetworkOptions options,
        double expectedAnomalies = AnomalyTask.DefaultShare)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        if (network.InputsHead is not null)
        {
            throw new ArgumentException(
                "An autoencoder gives one column back: in place of Inputs, join the columns by ml.Transforms.Concatenate.",
                nameof(network));
        }

        return new(
            catalog.Environment(), new AnomalyTask(expectedAnomalies), network,
            options with { LabelColumnName = options.FeatureColumnName });
    }

    /// <summary>Trains a network to give its features back, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending as wide as there are features; <c>Output()</c> is always so.</param>
    /// <param name="featureColumnName">The features, a vector of floats of known size.</param>
    /// <param name="exampleWeightColumnName">A column of floats that weighs the rows, or null.</param>
    /// <param name="expectedAnomalies">The share of the training rows above the threshold, between 0 and 1, both excluded.</param>
    /// <param name="epochs">How many times training goes through the rows.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="learningRate">The step size of ADAM.</param>
    /// <returns>An estimator that adds <c>PredictedLabel</c>, <c>Score</c> and <c>Errors</c>.</returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    public static NeuralNetworkTrainer Autoencoder(
        this AnomalyDetectionCatalog.AnomalyDetectionTrainers catalog,
        Layer network,
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        double expectedAnomalies = AnomalyTask.DefaultShare,
        int epochs = 10,
        int batchSize = 64,
        double learningRate = 1e-3) => catalog.Autoencoder(network, new NeuralNetworkOptions
        {
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Epochs = epochs,
            BatchSize = batchSize,
            Optimizer = Optimizers.Adam(learningRate),
        }, expectedAnomalies);

    /// <summary>The same model with another threshold.</summary>
    /// <param name="catalog">ML.NET's catalog of the task.</param>
    /// <param name="model">A fitted autoencoder; it stays as it is.</param>
    /// <param name="threshold">The <c>Score</c> above which <c>PredictedLabel</c> is true: finite, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The model is of another task.</exception>
    public static NeuralNetworkTransformer ChangeModelThreshold(
        this AnomalyDetectionCatalog catalog, NeuralNetworkTransformer model, float threshold)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return model.WithAnomalyThreshold(threshold);
    }
}
