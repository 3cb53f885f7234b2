using Microsoft.ML;

namespace MLFlux;

/// <summary>
/// How a head on a pretrained network over texts is trained; named as the options of Microsoft.ML.TorchSharp. Every option has a working
/// default.
/// </summary>
/// <remarks>Immutable, and safe for any thread. Values are checked when the estimator is made.</remarks>
public sealed record TextTrainerOptions
{
    /// <summary>The column to learn: a key for classes, a float for similarity. Default: <c>Label</c>.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column of scores that the model adds. Default: <c>Score</c>.</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>
    /// The column of the predicted class, a key, that the model adds; a similarity has none. Default: <c>PredictedLabel</c>.
    /// </summary>
    public string PredictionColumnName { get; init; } = "PredictedLabel";

    /// <summary>The column of the text, or of the first of two. Default: <c>Sentence1</c>.</summary>
    public string Sentence1ColumnName { get; init; } = "Sentence1";

    /// <summary>
    /// The column of the second text. Default, null: there is one text a row; for similarity it is <c>Sentence2</c>.
    /// </summary>
    public string? Sentence2ColumnName { get; init; }

    /// <summary>How many rows make one update, at least 1. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How many times training goes through the rows, at least 1. Default: 10.</summary>
    public int MaxEpoch { get; init; } = 10;

    /// <summary>Rows to validate on after each epoch, the best of which is kept. Default, null: none.</summary>
    public IDataView? ValidationSet { get; init; }

    /// <summary>
    /// How the pretrained network learns, too, in which case an epoch takes many times as long: <c>new FineTuning(headEpochs: 2, bodyRate:
    /// 0.02)</c>. Default, null: it stays as it is, and what it makes of each row is computed once.
    /// </summary>
    public FineTuning? FineTuning { get; init; }

    /// <summary>
    /// All else about training: optimizer, seed, class weights, progress. Its columns, epochs, batches and frozen layers are those that
    /// stand here. Default, null: AdamW with one cycle of rates.
    /// </summary>
    public NeuralNetworkOptions? Training { get; init; }
}
