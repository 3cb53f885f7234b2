using Microsoft.ML;
using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

public static partial class NeuralNetworkCatalog
{
    /// <summary>Trains a network to order the rows of each group, such as the answers to a query.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending in one value; <c>Output()</c> is always so.</param>
    /// <param name="options">
    /// How to train it. <see cref="NeuralNetworkOptions.RowGroupColumnName"/> names the groups, whose rows stand together; a batch holds
    /// whole groups, and may be larger than <see cref="NeuralNetworkOptions.BatchSize"/> by part of one. Validation rows are whole groups.
    /// </param>
    /// <returns>An estimator that adds <c>Score</c>, a float: the higher, the nearer the top of the row's group.</returns>
    /// <exception cref="ArgumentException">An option is out of range; all such are named at once.</exception>
    public static NeuralNetworkTrainer NeuralNetwork(
        this RankingCatalog.RankingTrainers catalog, Layer network, NeuralNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment(), new RankingTask(options), network, options);
    }

    /// <summary>Trains a network to order the rows of each group, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="network">The network, ending in one value; <c>Output()</c> is always so.</param>
    /// <param name="labelColumnName">How good a row is: a whole number from 0 to 4 as a float, or a key in order, the worst first.</param>
    /// <param name="featureColumnName">The features, a vector of floats of known size.</param>
    /// <param name="rowGroupColumnName">The group of each row, a key; the rows of a group stand together.</param>
    /// <param name="exampleWeightColumnName">A column of floats that weighs the rows, or null; a group weighs the mean of its rows.</param>
    /// <param name="epochs">How many times training goes through the rows.</param>
    /// <param name="batchSize">About how many rows make one update.</param>
    /// <param name="learningRate">The step size of ADAM.</param>
    /// <returns>An estimator that adds <c>Score</c>, a float: the higher, the nearer the top of the row's group.</returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var trainer = ml.Ranking.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Output()), rowGroupColumnName: "Search");
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this RankingCatalog.RankingTrainers catalog,
        Layer network,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string rowGroupColumnName = "GroupId",
        string? exampleWeightColumnName = null,
        int epochs = 10,
        int batchSize = 64,
        double learningRate = 1e-3) =>
        catalog.NeuralNetwork(
            network, Options(labelColumnName, featureColumnName, exampleWeightColumnName, epochs, batchSize, learningRate) with
            {
                RowGroupColumnName = rowGroupColumnName,
            });
}
