using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Experiments;

/// <summary>A pipeline taken apart: what comes before MLFlux's trainer, the trainer, and what comes after.</summary>
/// <remarks>ML.NET keeps the estimators of a chain to itself; a test fails where a newer version keeps them elsewhere.</remarks>
internal sealed record PipelineParts(IReadOnlyList<EstimatorStep> Before, NeuralNetworkTrainer Trainer, IReadOnlyList<EstimatorStep> After)
{
    /// <summary>The columns of the data that a ready pipeline uses; null where nobody knows.</summary>
    public IReadOnlyList<string>? LearnedFrom { get; private init; }

    /// <summary>What makes features for trees after <see cref="Before"/>, and their column; null where the network's serve.</summary>
    public (IEstimator<ITransformer> Estimator, string ColumnName)? ForTrees { get; init; }

    /// <summary>The column by which rows held out are judged.</summary>
    public string Label => ExperimentTask.Of(Trainer.Task).Label(Trainer.Options);

    /// <summary>The pipeline where no trees are tried beside its network.</summary>
    public PipelineParts WithoutTrees => this with { ForTrees = null };

    /// <exception cref="ArgumentException">No estimator of the pipeline is one of MLFlux's trainers.</exception>
    public static PipelineParts Of(IEstimator<ITransformer> pipeline)
    {
        EstimatorStep[] steps = [.. Flatten(new EstimatorStep(pipeline, TransformerScope.Everything, CacheAfter: false))];
        int trainer = Array.FindLastIndex(steps, step => step.Estimator is NeuralNetworkTrainer);
        return trainer >= 0
            ? new PipelineParts(steps[..trainer], (NeuralNetworkTrainer)steps[trainer].Estimator, steps[(trainer + 1)..])
            {
                LearnedFrom = (pipeline as ReadyPipeline)?.Choices.Where(choice => choice.Use != ColumnUse.LeftOut)
                    .Select(choice => choice.ColumnName).ToArray(),
                ForTrees = pipeline is ReadyPipeline { PlainColumnName: string plain } ready ? (ready.ForTrees, plain) : null,
            }
            : throw new ArgumentException(
                "The pipeline has no neural network to try; it is made of "
                + $"{string.Join(", ", steps.Select(step => step.Estimator.GetType().Name))}. "
                + "Append a trainer such as ml.Regression.Trainers.NeuralNetwork(network).", nameof(pipeline));
    }

    private static IEnumerable<EstimatorStep> Flatten(EstimatorStep step)
    {
        if (step.Estimator is ReadyPipeline ready)
            return Flatten(step with { Estimator = ready.Whole() });

        Type type = step.Estimator.GetType();
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(EstimatorChain<>))
            return [step];

        IEstimator<ITransformer>[] estimators = Field<IEstimator<ITransformer>[]>(step.Estimator, "_estimators");
        TransformerScope[] scopes = Field<TransformerScope[]>(step.Estimator, "_scopes");
        bool[] cached = Field<bool[]>(step.Estimator, "_needCacheAfter");
        return estimators.SelectMany((estimator, i) => Flatten(new EstimatorStep(estimator, scopes[i] & step.Scope, cached[i])));
    }

    private static T Field<T>(object chain, string name) =>
        (T)(chain.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)?.GetValue(chain)
            ?? throw new MissingFieldException(chain.GetType().Name, name));
}
