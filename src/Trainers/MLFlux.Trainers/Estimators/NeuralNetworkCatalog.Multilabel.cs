using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

public static partial class NeuralNetworkCatalog
{
    /// <summary>Trains a network to tell which of several labels a row has: none, one, or several at once.</summary>
    /// <param name="catalog">The trainers of the task: <c>ml.MultilabelClassification.Trainers</c>.</param>
    /// <param name="network">
    /// The network, ending as wide as there are labels; <c>Output()</c> is always so. A final sigmoid is computed with the loss.
    /// </param>
    /// <param name="options">
    /// How to train it. With <see cref="NeuralNetworkOptions.DecisionThreshold"/>, each label has a threshold of its own.
    /// </param>
    /// <returns>
    /// An estimator that adds <c>PredictedLabel</c> (bools), <c>Score</c> (logits) and <c>Probability</c> (their sigmoids): vectors with
    /// a slot for each label. The slots are called as the label's slots or, for keys, as the values that the keys stand for.
    /// </returns>
    /// <exception cref="ArgumentException">An option is out of range; all such are named at once.</exception>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MultilabelClassificationCatalog.MultilabelClassificationTrainers catalog, Layer network, NeuralNetworkOptions options) =>
        new(catalog.Environment(), new MultilabelTask(), network, options);

    /// <summary>Trains a network to tell which of several labels a row has, with the options that change most often.</summary>
    /// <param name="catalog">The trainers of the task: <c>ml.MultilabelClassification.Trainers</c>.</param>
    /// <param name="network">The network, ending as wide as there are labels; <c>Output()</c> is always so.</param>
    /// <param name="labelColumnName">The labels: a vector of bools or of floats that are 0 and 1, of known size, or of keys.</param>
    /// <param name="featureColumnName">The features, a vector of floats of known size.</param>
    /// <param name="exampleWeightColumnName">A column of floats that weighs the rows, or null.</param>
    /// <param name="epochs">How many times training goes through the rows.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="learningRate">The step size of ADAM.</param>
    /// <returns>
    /// An estimator that adds <c>PredictedLabel</c>, <c>Score</c> and <c>Probability</c>: vectors with a slot for each label.
    /// </returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    /// <example>
    /// <code>
    /// var trainer = ml.MultilabelClassification.Trainers.NeuralNetwork(Chain(Dense(64, Relu), Output()), labelColumnName: "Tags");
    /// </code>
    /// </example>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MultilabelClassificationCatalog.MultilabelClassificationTrainers catalog,
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
