using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MLFlux.Construction;
using MLFlux.Estimators;
using MLFlux.MLNet;
using MLFlux.Models;
using MLFlux.Training;

namespace MLFlux;

/// <summary>
/// The estimator that trains a network: <c>ml.MulticlassClassification.Trainers.NeuralNetwork(network, options)</c> and its
/// twins for the other tasks make one.
/// </summary>
/// <remarks>Fitting changes nothing in it: it may be fitted any number of times, also at the same time on several threads.</remarks>
public sealed class NeuralNetworkTrainer : ITrainerEstimator<NeuralNetworkTransformer, NeuralNetworkModel>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly LearningTask _task;
    private readonly FeatureColumns _features;

    /// <exception cref="ArgumentException">An option is out of range, or the loss is not for this task.</exception>
    internal NeuralNetworkTrainer(IHostEnvironment environment, LearningTask task, Layer network, NeuralNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        _task = task.For(network, options);
        string[] faults =
        [
            .. options.Faults(), .. _task.Faults(network, options), .. FeatureColumns.Faults(network, options),
            .. ThresholdFaults(options, task.Kind),
            .. options.BaggedCandidates?.SelectMany(one => FeatureColumns.Faults(one?.Network ?? network, options)) ?? [],
        ];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(options));

        _environment = environment;
        _host = environment.Register(nameof(NeuralNetworkTrainer));
        _features = new FeatureColumns(network, options);
        Network = network;
        Options = options;
    }

    /// <summary>The network as it was described.</summary>
    public Layer Network { get; }

    /// <summary>The columns that it learns from: those of the network's <c>Inputs</c>, or the one feature column of the options.</summary>
    public IReadOnlyList<string> FeatureColumnNames => _features.Names;

    /// <summary>What it trains the network to predict.</summary>
    public PredictionTask Task => _task.Kind;

    /// <summary>The options of each fit.</summary>
    public NeuralNetworkOptions Options { get; }

    /// <summary>Networks learn best from normalised features, keep rows in memory themselves, and take a validation set.</summary>
    public TrainerInfo Info { get; } = new(normalization: true, calibration: false, caching: false, supportValid: true);

    /// <summary>Trains a network. Where the options say so, a part of the rows is held out to validate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of the wrong type, or the label has the name of a score column.
    /// </exception>
    /// <exception cref="NetworkShapeException">The network does not fit its columns or the label.</exception>
    /// <exception cref="InvalidOperationException">There is no usable row, or only one class.</exception>
    /// <exception cref="NonFiniteLossException">The loss of the first epoch was not finite.</exception>
    /// <exception cref="InvalidDataException">
    /// The initial weights do not fit the network, or the file to resume from is no checkpoint.
    /// </exception>
    /// <exception cref="IOException">The file to resume from cannot be opened, or the first checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled; there is no model.</exception>
    public NeuralNetworkTransformer Fit(IDataView input) => Run(input, null, null);

    /// <summary>Trains a network, validating on rows of your own after each epoch.</summary>
    /// <inheritdoc cref="Fit(IDataView)"/>
    /// <param name="trainData">The rows to train on; no part of them is held out.</param>
    /// <param name="validationData">
    /// The rows to validate on, with the same columns; null to do as the options say. Keys are taken by the values that they stand
    /// for, where another fitted pipeline made them: rows with a label that the training data does not have are left out with a
    /// warning, and a feature that it does not have counts as missing.
    /// </param>
    public NeuralNetworkTransformer Fit(IDataView trainData, IDataView? validationData) => Run(trainData, validationData, null);

    /// <summary>Trains a fitted model further, on the same rows or on new ones.</summary>
    /// <inheritdoc cref="Fit(IDataView, IDataView, NeuralNetworkModel)"/>
    public NeuralNetworkTransformer Fit(IDataView trainData, NeuralNetworkModel model) => Fit(trainData, null, model);

    /// <summary>Trains a fitted model further, on the same rows or on new ones, validating on rows of your own.</summary>
    /// <remarks>
    /// <see cref="NeuralNetworkOptions.Epochs"/> more epochs are run, and counted on. The optimizer goes on where it stopped, if
    /// it is the same one (its learning rate and other settings may differ) and its state was kept. On the same rows, with the
    /// same options and no validation set, the weights are then, to the bit, those of a training that never stopped. With a
    /// validation set, the best epoch is kept, which may be the model as it was given. A regression keeps the scale of its
    /// targets. The seed is that of the options or, if they have none, the one the model was trained with.
    /// </remarks>
    /// <param name="trainData">The rows to train on.</param>
    /// <param name="validationData">The rows to validate on; null to do as the options say.</param>
    /// <param name="model">The model: <c>transformer.Model</c>. It stays as it is.</param>
    /// <exception cref="ArgumentException">The model has another task, network, input or other classes than this fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of the wrong type, or the label has the name of a score column.
    /// </exception>
    /// <exception cref="NetworkShapeException">The network does not fit its columns or the label.</exception>
    /// <exception cref="InvalidOperationException">There is no usable row, or only one class.</exception>
    /// <exception cref="NonFiniteLossException">The loss of the first further epoch was not finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled; there is no new model.</exception>
    public NeuralNetworkTransformer Fit(IDataView trainData, IDataView? validationData, NeuralNetworkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Run(trainData, validationData, model);
    }

    /// <summary>What a fit on data of this schema promises, the score columns included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of the wrong type, or the label has the name of a score column.
    /// </exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return TrainingColumns.Check(inputSchema, _features, Options, _task)
            .Aggregate(inputSchema, (shape, column) => shape.With(column));
    }

    /// <summary>A trainer of the same network for the same task.</summary>
    internal NeuralNetworkTrainer With(NeuralNetworkOptions options) => new(_environment, _task, Network, options);

    /// <summary>A trainer of another network for the same task.</summary>
    internal NeuralNetworkTrainer With(MLContext ml, Layer network, NeuralNetworkOptions options) =>
        new(ml.Transforms.Environment(), _task, network, options);

    /// <summary>The trainer of a task, as the catalog of the task makes it.</summary>
    internal static NeuralNetworkTrainer Of(MLContext ml, PredictionTask task, Layer network, NeuralNetworkOptions options) =>
        new(ml.Transforms.Environment(), LearningTask.Of(task, options), network, options);

    private NeuralNetworkTransformer Run(IDataView trainData, IDataView? validationData, NeuralNetworkModel? origin)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        CheckBags(validationData, origin);
        using IChannel channel = _host.Start("Training");
        Ranks ranks = Options.Ranks;
        string? checkpoint = ranks.Count == 1 ? Options.ResumeFrom : ranks.Broadcast(Options.ResumeFrom ?? "");
        TrainingCheckpoint? resumed = ranks.Count > 1 && checkpoint is { Length: > 0 } shared ? CheckpointFile.Read(shared, ranks) : null;
        var preparation = new FitPreparation(_host, _task, _features, Network, Options);
        PreparedFit fit = ranks.Together(() => preparation.Prepare(
            trainData, validationData, () => preparation.CreateStart(origin, checkpoint, resumed), channel));
        fit = fit with
        {
            Data = Options.RowsAreSharded ? fit.Complete() : ranks.Together(fit.Complete), // Sharded, the ranks do it with each other.
        };
        ranks.CheckSame(fit.OfAllRanks);
        int seed = ranks.Agree(
            Options.Seed ?? fit.Start.Learned?.Training.Seed ?? ((IHostEnvironmentInternal)_host).Seed ?? Random.Shared.Next());
        NeuralNetworkModel model = ranks.Shared(() => fit.Job.Run(fit.Data, fit.ValidationSet, seed, fit.Start));
        var fitted = new NeuralNetworkTransformer(_host, model, fit.Label.CreateColumns(model), fit.Device);
        return Options.DryRun ? fitted : _task.Complete(fitted, validationData ?? trainData);
    }

    private static IEnumerable<string> ThresholdFaults(NeuralNetworkOptions options, PredictionTask task) =>
        options.DecisionThreshold is null || TaskHead.Of(task) is { HasThreshold: true } or { HasThresholds: true } ? []
        : [$"{nameof(NeuralNetworkOptions.DecisionThreshold)} is for yes and no, on BinaryClassification.Trainers or, for each of several "
            + "labels, MultilabelClassification.Trainers; leave it null."];

    private void CheckBags(IDataView? validationData, NeuralNetworkModel? origin)
    {
        if (Options.BaggedFolds == 1)
            return;
        if (validationData is not null)
        {
            throw new ArgumentException(
                $"{nameof(Options.BaggedFolds)} = {Options.BaggedFolds} validates each network on a fold of the rows to train on. Fit "
                + "without a validation set, or with one network.");
        }

        if (origin is not null)
            throw new ArgumentException(
                $"{nameof(Options.BaggedFolds)} = {Options.BaggedFolds} trains new networks. Set it to 1 to train a model further.");
    }
}
