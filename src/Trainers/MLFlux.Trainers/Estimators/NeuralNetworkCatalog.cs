using Microsoft.ML;
using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Networks among ML.NET's trainers.</summary>
public static class NeuralNetworkCatalog
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

    private static NeuralNetworkOptions Options(
        string labelColumnName,
        string featureColumnName,
        string? exampleWeightColumnName,
        int epochs,
        int batchSize,
        double learningRate) => new()
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Epochs = epochs,
            BatchSize = batchSize,
            Optimizer = Optimizers.Adam(learningRate),
        };
}
