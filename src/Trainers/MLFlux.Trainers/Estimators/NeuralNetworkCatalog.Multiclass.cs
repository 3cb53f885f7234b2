using Microsoft.ML;
using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

public static partial class NeuralNetworkCatalog
{
    /// <summary>Trains a network to tell classes apart.</summary>
    /// <remarks>A network that begins with <c>Inputs</c> learns from several columns, those that its branches name.</remarks>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">
    /// The network, ending as wide as there are classes (<c>Output()</c> is always so). With a final <c>Softmax()</c> or
    /// without, <c>Score</c> is the softmax.
    /// </param>
    /// <param name="options">How to train it; null for the defaults.</param>
    /// <returns>
    /// An estimator that adds <c>PredictedLabel</c>, a key, and <c>Score</c>, a probability for each class. The slots of
    /// <c>Score</c> have names where the labels are text, as with ML.NET's trainers. Labels that are numbers give no slot names
    /// (ML.NET's annotation holds text): read them from the annotation <c>TrainingLabelValues</c>, or as text from
    /// <see cref="NeuralNetworkModel.Classes"/>.
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var options = new NeuralNetworkOptions { Optimizer = Optimizers.AdamW(), Epochs = 20, ValidationFraction = 0.1 };
    /// var trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Output(), Softmax()), options);
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, Layer network, NeuralNetworkOptions options) =>
        new(catalog.Environment(), new MulticlassTask(), network, options);

    /// <summary>Trains a network to tell classes apart, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending as wide as there are classes; <c>Output()</c> is always so.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="featureColumnName">The features, a vector of floats of known size.</param>
    /// <param name="exampleWeightColumnName">A column of floats that weighs the rows, or null.</param>
    /// <param name="epochs">How many times training goes through the rows.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="learningRate">The step size of ADAM.</param>
    /// <returns>An estimator that adds <c>PredictedLabel</c>, a key, and <c>Score</c>, a probability for each class.</returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    ///     .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Output(), Softmax()), epochs: 20))
    ///     .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
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
