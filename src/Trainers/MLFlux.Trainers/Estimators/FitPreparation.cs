using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Native;
using MLFlux.Rows;
using MLFlux.Training;

namespace MLFlux.Estimators;

/// <summary>
/// What comes before a fit: columns, network and options are checked against the data before native code loads or a row is read; then
/// the rows are read.
/// </summary>
/// <param name="host">The trainer's host.</param>
/// <param name="task">What the network learns.</param>
/// <param name="columns">The columns that it learns from.</param>
/// <param name="described">The network as it was described.</param>
/// <param name="options">The options of the fit.</param>
internal sealed class FitPreparation(
    IHost host, LearningTask task, FeatureColumns columns, Layer described, NeuralNetworkOptions options)
{
    /// <summary>All checks, and the rows.</summary>
    public PreparedFit Prepare(IDataView trainData, IDataView? validationData, Func<FitStart> createStart, IChannel channel)
    {
        TrainingColumns.Check(SchemaShape.Create(trainData.Schema), columns, options, task);
        LabelBinding label = task.Bind(trainData.Schema, options);
        InputLayout inputs = columns.Layout(trainData.Schema);
        Layer network = Resolve(described, inputs, label);
        if (network.InputsHead is { } head)
            inputs = InputLayout.Of(head, inputs.Columns.Select(column => column.Kind));
        var features = new BoundInputs(inputs, trainData.Schema);
        Layer[] candidates = [.. options.BaggedCandidates.Select(candidate => Resolve(candidate.Network, inputs, label))];
        foreach (Layer one in (Layer[])[network, .. candidates])
            FeatureColumns.CheckKeys(one, features);
        _ = new AugmentationPlan(options.Augmentation, inputs); // One for no column, or for several, is said before a row is read.
        options.ScoringViews?.For(inputs, task.Kind);
        CheckValidation(validationData, features, label);
        if (label.Classes is not null)
            options.ClassWeights?.Check(label.Classes, options.LabelColumnName);
        Loss loss = task.LossOf(options, label, network);
        FitStart start = createStart();
        if (start.Learned is { } learned)
            ModelMatch.Check(learned, task.Kind, network, inputs.Shape, label.Classes, label.Outputs, options.LabelColumnName, loss);

        ComputeDevice device = ComputeDevices.Of(host);
        var reader = new TrainingDataReader(host, options, label, features);
        var job = new TrainingJob(
            task.Kind, network, inputs, loss, options,
            new TrainingContext(channel.Info, channel.Warning, reader.CheckAlive)
            {
                ToTransformer = model => new NeuralNetworkTransformer(host, model, label.CreateColumns(model), device),
            }.For(options.Ranks), device.Find(), label.Classes,
            label.Outputs);
        job = job with
        {
            Candidates = [.. candidates.Zip(options.BaggedCandidates, (one, candidate) =>
                job with { Network = one, Options = candidate.Of(options) })],
        };

        bool holdsOut = validationData is null && (options.ValidationFraction > 0 || options.BaggedFolds > 1);
        TrainingData data = reader.ReadTraining(trainData, holdsOut, channel);
        RowsInMemory? validationSet = validationData is null ? null : reader.ReadValidation(validationData, channel);
        return new PreparedFit(job, label, device, data, validationSet, start, () => reader.Complete(data, validationSet, channel));
    }

    /// <param name="origin">The model that is trained further, or null.</param>
    /// <param name="path">The checkpoint that the fit goes on from, or nothing.</param>
    /// <param name="read">The checkpoint, where it was read already.</param>
    public FitStart CreateStart(NeuralNetworkModel? origin, string? path, TrainingCheckpoint? read)
    {
        if (path is null || (path.Length == 0 && options.Ranks.Count > 1))
            return origin is null ? FitStart.Fresh : new FurtherStart(origin);

        TrainingCheckpoint checkpoint = read ?? CheckpointFile.Read(path);
        return origin is null
            ? new ResumedStart(checkpoint, path)
            : throw new ArgumentException(
                $"A fit that goes on from a checkpoint ({nameof(NeuralNetworkOptions.ResumeFrom)}) trains no other model further.");
    }

    /// <summary>
    /// The network with its output widths, categorical columns and padding, checked against the data before native code loads or a row is
    /// read.
    /// </summary>
    private Layer Resolve(Layer layer, InputLayout inputs, LabelBinding label)
    {
        Shape inputShape = inputs.Shape;
        Layer network = label.Fit(layer, inputShape).WithInputs(inputs);
        network.OutputShape(inputShape);
        PaddingFlow.Check(network, inputShape);
        NetworkPreparation.Check(network, inputShape);
        label.CheckOutput(network, inputShape);
        if (network.ParameterCount(inputShape) == 0)
            throw new NetworkShapeException("The network has no weights to learn; add a layer such as Dense or Output().");
        options.InitialWeights?.For(network.Parameters(inputShape)); // Weights that do not fit are said before a row is read.
        return network;
    }

    private void CheckValidation(IDataView? data, BoundInputs trained, LabelBinding label)
    {
        if (data is null && options is { DecisionThreshold: { } rule, ValidationFraction: 0 })
        {
            throw new InvalidOperationException(
                $"{nameof(NeuralNetworkOptions.DecisionThreshold)} {rule} is chosen on validation rows: set "
                + $"{nameof(NeuralNetworkOptions.ValidationFraction)}, or give validation data to Fit.");
        }

        if (data is null)
            return;

        TrainingColumns.Check(SchemaShape.Create(data.Schema), columns, options, task);
        ValidationFeatures.Check(new BoundInputs(columns.Layout(data.Schema), data.Schema), trained);
        label.CheckValidation(data.Schema);
    }
}
