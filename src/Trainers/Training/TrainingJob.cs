using MLFlux.Models;
using MLFlux.Networks;

namespace MLFlux.Training;

/// <summary>One fit from rows in memory to a model: the seed's split, the weights, the loop.</summary>
internal sealed record TrainingJob(
    PredictionTask Task, Layer Network, Shape InputShape, LossHead Head, NeuralNetworkOptions Options, TrainingContext Context)
{
    public NeuralNetworkModel Run(TrainingSet set, TrainingSet? validationSet, int seed)
    {
        var seeds = new Random(seed);
        int weightSeed = seeds.Next(), splitSeed = seeds.Next(), shuffleSeed = seeds.Next();

        RowSplit split = validationSet is null && Options.ValidationFraction > 0
            ? RowSplit.Stratified(set.Targets, Options.ValidationFraction, new Random(splitSeed))
            : RowSplit.All(set.Count);
        TargetScale? scale = Head.Loss.TakesLabelUnit ? null : Standardize(set, split.Training, validationSet);

        Layer body = NetworkHead.Body(Network, Task);
        WeightUpdates.Check(Options.FrozenLayers, body.Parameters(InputShape));
        using BuiltNetwork built = NetworkBuilder.Build(body, InputShape, weightSeed);
        using var loop = new TrainingLoop(
            body, built, InputShape, Head, set, split.Training, CreateValidation(set, split, validationSet), Options, Context, shuffleSeed);
        TrainingHistory history = loop.Run();

        return new NeuralNetworkModel(
            Task, Network, InputShape, NetworkWeights.Read(built.Module), history, Record(seed), scale);
    }

    private Validation? CreateValidation(TrainingSet set, RowSplit split, TrainingSet? validationSet)
    {
        if (validationSet is not null)
            return new Validation(validationSet, Tried(RowSplit.All(validationSet.Count).Training), InputShape);
        return split.Validation.Length > 0 ? new Validation(set, Tried(split.Validation), InputShape) : null;
    }

    /// <summary>The rows to validate on: one batch of them in a dry run.</summary>
    private int[] Tried(int[] rows) => Options.DryRun ? rows[..Math.Min(rows.Length, Options.BatchSize)] : rows;

    /// <summary>Puts a regression's targets on the scale of the rows that are trained on.</summary>
    private static TargetScale? Standardize(TrainingSet set, int[] trainingRows, TrainingSet? validationSet)
    {
        if (set.Targets is not ValueTargets targets)
            return null;

        TargetScale scale = targets.Measure(trainingRows);
        targets.Use(scale);
        (validationSet?.Targets as ValueTargets)?.Use(scale);
        return scale;
    }

    private TrainingRecord Record(int seed) => new(
        Options.Optimizer.ToString(), Head.Loss.ToString(), Options.BatchSize, Options.Epochs, Options.ValidationFraction, seed)
    {
        Schedule = Options.Schedule?.ToString(),
        GradientClipping = Options.GradientClipping?.ToString(),
        AccumulatedBatches = Options.AccumulatedBatches > 1 ? Options.AccumulatedBatches : null,
        FrozenLayers = Options.FrozenLayers.Count > 0 ? [.. Options.FrozenLayers.Select(layer => layer.Name)] : null,
    };
}
