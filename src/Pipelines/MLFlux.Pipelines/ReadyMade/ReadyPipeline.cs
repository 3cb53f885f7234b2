using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.ReadyMade;

namespace MLFlux;

/// <summary>
/// A pipeline made from a look at the data, of ML.NET's and MLFlux's ordinary estimators: fitted, it is saved by
/// <c>ml.Model.Save</c> and loaded by a plain <c>new MLContext().Model.Load</c>.
/// </summary>
/// <remarks>Immutable, and safe for any thread; it may be fitted any number of times.</remarks>
public sealed class ReadyPipeline : IEstimator<ITransformer>
{
    private readonly MLContext _ml;
    private readonly PipelinePlan _plan;

    internal ReadyPipeline(MLContext ml, PipelinePlan plan)
    {
        _ml = ml;
        _plan = plan;
    }

    /// <summary>What is predicted.</summary>
    public PredictionTask Task => _plan.Label.Task;

    /// <summary>
    /// The column to predict. The pipeline puts what the trainer takes in its place: a key for classes, a bool for yes or no, a
    /// float for numbers. A label that is called as a column which models write, such as <c>Score</c>, is copied for it to a column of
    /// its own, <c>Score_label</c>, which is then this one, and the one to evaluate with.
    /// </summary>
    public string LabelColumnName => _plan.Label.TrainedColumnName;

    /// <summary>For yes or no, the label's values that stand for them, no first; otherwise null.</summary>
    public IReadOnlyList<string>? BinaryValues => _plan.Label.BinaryValues;

    /// <summary>What is made of each column, and why, in the order of the data.</summary>
    public IReadOnlyList<ColumnChoice> Choices => _plan.Choices;

    /// <summary>The network, ending in <c>Output()</c>.</summary>
    public Layer Network => _plan.Network;

    /// <summary>How it is trained.</summary>
    public NeuralNetworkOptions Training => _plan.Training;

    /// <summary>
    /// All that stands before the trainer: the label as trainers take it, and the column <c>Features</c>. Append another trainer
    /// to compare with.
    /// </summary>
    public IEstimator<ITransformer> Preprocessing => Chain(_plan.Preprocessing);

    /// <summary>
    /// The whole pipeline as C#, to paste and to change: a class whose <c>Create(ml)</c> makes the same pipeline. Options of
    /// <see cref="Training"/> that cannot be written, as callbacks, the weights of a model, and losses and optimizers of one's own,
    /// are comments.
    /// </summary>
    public string Code => PipelineCode.Of(_plan);

    /// <summary>The same pipeline with another network.</summary>
    public ReadyPipeline With(Layer network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ReadyPipeline(_ml, _plan with { Network = network });
    }

    /// <summary>The same pipeline, trained in another way. Its own columns stay those of label, features, weight and group.</summary>
    public ReadyPipeline With(NeuralNetworkOptions training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return new ReadyPipeline(_ml, _plan with
        {
            Training = training with
            {
                LabelColumnName = Training.LabelColumnName,
                FeatureColumnName = Training.FeatureColumnName,
                ExampleWeightColumnName = Training.ExampleWeightColumnName,
                RowGroupColumnName = Training.RowGroupColumnName,
            },
        });
    }

    /// <summary>Fits preprocessing and network on the rows.</summary>
    /// <exception cref="ArgumentException">An option of <see cref="Training"/> is out of range; all such are named at once.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">There is no usable row, or only one class.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled; there is no model.</exception>
    public ITransformer Fit(IDataView input) => Whole().Fit(input);

    /// <summary>What a fit on data of this schema promises.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Whole().GetOutputSchema(inputSchema);

    /// <summary>What is made of each column, a line each, and the network.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, Choices.Select(choice => choice.ToString()).Append($"{Task}: {Network}"));

    /// <summary>The column of features for trees, which <see cref="ForTrees"/> makes; null where <c>Features</c> suits them.</summary>
    internal string? PlainColumnName => _plan.Plain?.ColumnName;

    /// <summary>What makes features for trees after <see cref="Preprocessing"/>: numbers as they are, missing ones NaN.</summary>
    internal IEstimator<ITransformer> ForTrees => Chain(_plan.Plain?.Steps ?? []);

    /// <summary>The pipeline as a chain of its estimators.</summary>
    internal EstimatorChain<ITransformer> Whole() => Chain([.. _plan.Preprocessing, PipelineSteps.Trainer(_plan), .. _plan.Label.After]);

    private EstimatorChain<ITransformer> Chain(IEnumerable<PipelineStep> steps) =>
        steps.Aggregate(new EstimatorChain<ITransformer>(), (chain, step) => chain.Append(step.Create(_ml)));
}
