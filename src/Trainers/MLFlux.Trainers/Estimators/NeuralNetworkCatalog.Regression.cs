using Microsoft.ML;
using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

public static partial class NeuralNetworkCatalog
{
    /// <summary>Trains a network to give a number, or several.</summary>
    /// <remarks>A network that begins with <c>Inputs</c> learns from several columns, those that its branches name.</remarks>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending as wide as the label; <c>Output()</c> is always so.</param>
    /// <param name="options">How to train it.</param>
    /// <returns>
    /// An estimator that adds <c>Score</c>: a float, or a vector where the label is one. With <see cref="Losses.Quantile"/>, which takes
    /// a label that is a float, <c>Quantiles</c> too: a vector in ascending order, with a slot for each quantile.
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var trainer = ml.Regression.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Output()), new NeuralNetworkOptions
    /// {
    ///     LabelColumnName = "price",
    ///     Epochs = 50,
    ///     ValidationFraction = 0.1,
    ///     EarlyStopping = new EarlyStopping(patience: 5),
    /// });
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this RegressionCatalog.RegressionTrainers catalog, Layer network, NeuralNetworkOptions options) =>
        new(catalog.Environment(), new RegressionTask(), network, options);

    /// <summary>Trains a network to give a number, or several, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending as wide as the label; <c>Output()</c> is always so.</param>
    /// <param name="labelColumnName">The label, a float or a vector of floats of known size.</param>
    /// <param name="featureColumnName">The features, a vector of floats of known size.</param>
    /// <param name="exampleWeightColumnName">A column of floats that weighs the rows, or null.</param>
    /// <param name="epochs">How many times training goes through the rows.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="learningRate">The step size of ADAM.</param>
    /// <returns>An estimator that adds <c>Score</c>: a float, or a vector where the label is one.</returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var pipeline = ml.Transforms.Concatenate("Features", "area", "rooms")
    ///     .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Output()), labelColumnName: "price"));
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this RegressionCatalog.RegressionTrainers catalog,
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
