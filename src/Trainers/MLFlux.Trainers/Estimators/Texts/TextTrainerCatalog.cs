using Microsoft.ML;
using MLFlux.Estimators;
using MLFlux.MLNet;
using static MLFlux.Layers;

namespace MLFlux;

/// <summary>
/// Pretrained networks over texts among ML.NET's trainers, with the names that Microsoft.ML.TorchSharp has for them: the pretrained network
/// comes first, and so both may be used in one file.
/// </summary>
public static class TextTrainerCatalog
{
    /// <summary>Trains a pretrained network to tell texts, or pairs of texts, apart.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="backbone">The pretrained network, such as <c>Backbones.MiniLM()</c>.</param>
    /// <param name="options">How to train.</param>
    /// <returns>An estimator that adds the predicted class, a key, and the probability of each class.</returns>
    /// <exception cref="ArgumentException">An option is out of range; all such are named at once.</exception>
    public static TextTrainer TextClassification(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, TextBackbone backbone, TextTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(options);
        return new TextTrainer(
            catalog.Environment(), new MulticlassTask(), backbone,
            Chain(options.Sentence2ColumnName is null ? backbone.Network : backbone.Pair(), Dropout(0.1), Output()),
            options.Sentence2ColumnName is { } second ? [options.Sentence1ColumnName, second] : [options.Sentence1ColumnName], options);
    }

    /// <summary>Trains a pretrained network to tell texts, or pairs of texts, apart, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="backbone">The pretrained network, such as <c>Backbones.MiniLM()</c>.</param>
    /// <param name="labelColumnName">The column to learn, a key.</param>
    /// <param name="scoreColumnName">The column of the probabilities that the model adds.</param>
    /// <param name="outputColumnName">The column of the predicted class, a key, that the model adds.</param>
    /// <param name="sentence1ColumnName">The column of the text, or of the first of two.</param>
    /// <param name="sentence2ColumnName">The column of the second text; null where there is one.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="maxEpochs">How many times training goes through the rows.</param>
    /// <param name="validationSet">Rows to validate on after each epoch; null for none.</param>
    /// <returns>An estimator that adds the predicted class, a key, and the probability of each class.</returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    public static TextTrainer TextClassification(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        TextBackbone backbone,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string outputColumnName = "PredictedLabel",
        string sentence1ColumnName = "Sentence1",
        string? sentence2ColumnName = null,
        int batchSize = 32,
        int maxEpochs = 10,
        IDataView? validationSet = null) => catalog.TextClassification(backbone, new TextTrainerOptions
        {
            LabelColumnName = labelColumnName,
            ScoreColumnName = scoreColumnName,
            PredictionColumnName = outputColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            Sentence2ColumnName = sentence2ColumnName,
            BatchSize = batchSize,
            MaxEpoch = maxEpochs,
            ValidationSet = validationSet,
        });

    /// <summary>
    /// Trains a pretrained network to tell how similar two texts are: the cosine of their vectors, brought to the label's scale. Source:
    /// Reimers and Gurevych, "Sentence-BERT", 2019.
    /// </summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="backbone">The pretrained network, such as <c>Backbones.MiniLM()</c>.</param>
    /// <param name="options">How to train.</param>
    /// <returns>An estimator that adds the score, in the label's unit; it is the same whichever text comes first.</returns>
    /// <exception cref="ArgumentException">An option is out of range; all such are named at once.</exception>
    public static TextTrainer SentenceSimilarity(
        this RegressionCatalog.RegressionTrainers catalog, TextBackbone backbone, TextTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(options);
        return new TextTrainer(
            catalog.Environment(), new RegressionTask(), backbone,
            Chain(backbone.Similarity(), Output(initializer: Initializers.Ones)), // More alike means more, from the first update on.
            [options.Sentence1ColumnName, options.Sentence2ColumnName ?? "Sentence2"],
            options with { PredictionColumnName = new TextTrainerOptions().PredictionColumnName }); // A similarity has no class.
    }

    /// <summary>Trains a pretrained network to tell how similar two texts are, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="backbone">The pretrained network, such as <c>Backbones.MiniLM()</c>.</param>
    /// <param name="labelColumnName">The column to learn, a float.</param>
    /// <param name="scoreColumnName">The column of the score that the model adds.</param>
    /// <param name="sentence1ColumnName">The column of the first text.</param>
    /// <param name="sentence2ColumnName">The column of the second text.</param>
    /// <param name="batchSize">How many rows make one update.</param>
    /// <param name="maxEpochs">How many times training goes through the rows.</param>
    /// <param name="validationSet">Rows to validate on after each epoch; null for none.</param>
    /// <returns>An estimator that adds the score, in the label's unit.</returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    public static TextTrainer SentenceSimilarity(
        this RegressionCatalog.RegressionTrainers catalog,
        TextBackbone backbone,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string sentence1ColumnName = "Sentence1",
        string sentence2ColumnName = "Sentence2",
        int batchSize = 32,
        int maxEpochs = 10,
        IDataView? validationSet = null) => catalog.SentenceSimilarity(backbone, new TextTrainerOptions
        {
            LabelColumnName = labelColumnName,
            ScoreColumnName = scoreColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            Sentence2ColumnName = sentence2ColumnName,
            BatchSize = batchSize,
            MaxEpoch = maxEpochs,
            ValidationSet = validationSet,
        });

    /// <summary>
    /// Trains a layer on a pretrained network, and that with <see cref="TextTrainerOptions.FineTuning"/>, to label the words of texts:
    /// names of persons and places, say. The label is a vector of keys, one for each word between blanks, and a missing key for a word that
    /// is not to be learned.
    /// </summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="backbone">The pretrained network, which has to give a vector for each token, such as <c>Backbones.MiniLM()</c>.</param>
    /// <param name="options">How to train; the score column is not read.</param>
    /// <returns>An estimator that adds a vector with the predicted key of each word, missing for words beyond its length.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the network gives no vectors of tokens.</exception>
    public static NamedEntityTrainer NamedEntityRecognition(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, TextBackbone backbone, TextTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(options);
        return new NamedEntityTrainer(catalog.Environment(), backbone, options);
    }

    /// <summary>Trains a layer on a pretrained network to label words, with the options that change most often.</summary>
    /// <param name="catalog">ML.NET's trainers of the task.</param>
    /// <param name="backbone">The pretrained network, which has to give a vector for each token.</param>
    /// <param name="labelColumnName">The column to learn, a vector of keys, one for each word.</param>
    /// <param name="outputColumnName">The column of the predicted keys that the model adds.</param>
    /// <param name="sentence1ColumnName">The column of the texts.</param>
    /// <param name="batchSize">How many words make one update.</param>
    /// <param name="maxEpochs">How many times training goes through the words.</param>
    /// <param name="validationSet">Rows to validate on after each epoch; null for none.</param>
    /// <returns>An estimator that adds a vector with the predicted key of each word.</returns>
    /// <exception cref="ArgumentException">A value is out of range; all such are named at once.</exception>
    public static NamedEntityTrainer NamedEntityRecognition(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        TextBackbone backbone,
        string labelColumnName = "Label",
        string outputColumnName = "PredictedLabel",
        string sentence1ColumnName = "Sentence",
        int batchSize = 32,
        int maxEpochs = 10,
        IDataView? validationSet = null) => catalog.NamedEntityRecognition(backbone, new TextTrainerOptions
        {
            LabelColumnName = labelColumnName,
            PredictionColumnName = outputColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            BatchSize = batchSize,
            MaxEpoch = maxEpochs,
            ValidationSet = validationSet,
        });
}
