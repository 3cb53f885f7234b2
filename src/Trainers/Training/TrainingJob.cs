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
        TargetScale? scale = Standardize(set, split.Training, validationSet);

        Layer body = NetworkHead.Body(Network, Task);
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
            return new Validation(validationSet, RowSplit.All(validationSet.Count).Training, InputShape);
        return split.Validation.Length > 0 ? new Validation(set, split.Validation, InputShape) : null;
    }

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
        Options.Optimizer.ToString(), Head.Loss.ToString(), Options.BatchSize, Options.Epochs, Options.ValidationFraction, seed);
}
