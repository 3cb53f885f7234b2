using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

public static partial class NeuralNetworkCatalog
{
    /// <summary>Trains a network to predict several labels at once, whatever the tasks of the labels.</summary>
    /// <remarks>A network that begins with <c>Inputs</c> learns from several columns, those that its branches name.</remarks>
    /// <param name="catalog">The trainers of several labels: <c>ml.MultiTask.Trainers</c>.</param>
    /// <param name="network">
    /// The network, ending in <c>Outputs</c> with a head for each column to learn: a bool for yes or no, a key for classes, a float or a
    /// vector of floats for numbers.
    /// </param>
    /// <param name="options">
    /// How to train it. <see cref="NeuralNetworkOptions.Heads"/> has the losses of heads and their weights. What is made small, and
    /// compared after each epoch, is the sum of the heads' losses, each times its weight. A row that lacks some labels (NaN, or the key 0)
    /// counts for the heads whose labels it has, in the mean over all rows.
    /// </param>
    /// <returns>
    /// An estimator that adds for each head the columns of its task, called by it: <c>Price.Score</c>, <c>Sold.PredictedLabel</c>,
    /// <c>Sold.Score</c>, <c>Sold.Probability</c>. ML.NET's evaluators take these names;
    /// <see cref="NeuralNetworkTransformer.Head"/> gives one head as a transformer with the usual ones.
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range, or the network has no heads; all such are named at once.</exception>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MultiTaskCatalog.MultiTaskTrainers catalog, Layer network, NeuralNetworkOptions options) =>
        new(catalog.Environment(), LearningTask.Of(PredictionTask.MultiTask), network, options);

    /// <summary>Trains a network to predict several labels at once, with the options that change most often.</summary>
    /// <param name="catalog">The trainers of several labels: <c>ml.MultiTask.Trainers</c>.</param>
    /// <param name="network">The network, ending in <c>Outputs</c> with a head for each column to learn.</param>
    /// <param name="featureColumnName">The features, a vector of floats of known size.</param>
    /// <param name="exampleWeightColumnName">A column of floats that weighs the rows, or null.</param>
    /// <param name="epochs">How many times training goes through the rows.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="learningRate">The step size of ADAM.</param>
    /// <returns>An estimator that adds for each head the columns of its task, called by it: <c>Price.Score</c>.</returns>
    /// <exception cref="ArgumentException">A value is out of range, or the network has no heads; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var trainer = ml.MultiTask.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Outputs(("Price", Output()), ("Sold", Output()))));
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MultiTaskCatalog.MultiTaskTrainers catalog,
        Layer network,
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        int epochs = 10,
        int batchSize = 64,
        double learningRate = 1e-3) =>
        catalog.NeuralNetwork(
            network, Options(new NeuralNetworkOptions().LabelColumnName, featureColumnName, exampleWeightColumnName, epochs, batchSize,
                learningRate));
}
