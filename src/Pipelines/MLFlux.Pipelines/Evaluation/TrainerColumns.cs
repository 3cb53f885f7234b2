namespace MLFlux.Evaluation;

/// <summary>The columns that a trainer reads, and what it predicts.</summary>
internal sealed record TrainerColumns(PredictionTask Task, string Label, string Features, string? Weight)
{
    public TrainerColumns(PredictionTask task, NeuralNetworkOptions options)
        : this(task, options.LabelColumnName, options.FeatureColumnName, options.ExampleWeightColumnName)
    {
    }

    public IEnumerable<string> Names => Weight is null ? [Label, Features] : [Label, Features, Weight];
}
