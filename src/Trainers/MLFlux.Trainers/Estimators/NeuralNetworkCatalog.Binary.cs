using Microsoft.ML;
using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

public static partial class NeuralNetworkCatalog
{
    /// <summary>Trains a network to tell yes from no.</summary>
    /// <remarks>A network that begins with <c>Inputs</c> learns from several columns, those that its branches name.</remarks>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending in one value; a final sigmoid is computed with the loss.</param>
    /// <param name="options">How to train it.</param>
    /// <returns>
    /// An estimator that adds <c>PredictedLabel</c>, <c>Score</c> (the logit) and <c>Probability</c> (its sigmoid).
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range; all such are named at once.</exception>
    public static NeuralNetworkTrainer NeuralNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, Layer network, NeuralNetworkOptions options) =>
        new(catalog.Environment(), new BinaryTask(), network, options);

    /// <summary>Trains a network to tell yes from no, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending in one value; <c>Output()</c> is always so.</param>
    /// <param name="labelColumnName">The label, a bool.</param>
    /// <param name="featureColumnName">The features, a vector of floats of known size.</param>
    /// <param name="exampleWeightColumnName">A column of floats that weighs the rows, or null.</param>
    /// <param name="epochs">How many times training goes through the rows.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="learningRate">The step size of ADAM.</param>
    /// <returns>
    /// An estimator that adds <c>PredictedLabel</c>, <c>Score</c> (the logit) and <c>Probability</c> (its sigmoid).
    /// </returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Output()), labelColumnName: "sold");
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        Layer network,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int epochs = 10,
        int batchSize = 64,
        double learningRate = 1e-3) =>
        catalog.NeuralNetwork(
            network, Options(labelColumnName, featureColumnName, exampleWeightColumnName, epochs, batchSize, learningRate));
}
