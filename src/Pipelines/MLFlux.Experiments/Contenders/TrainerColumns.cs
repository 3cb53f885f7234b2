namespace MLFlux.Experiments;

/// <summary>The columns that a trainer reads, and what it predicts.</summary>
internal sealed record TrainerColumns(ExperimentTask Task, string Label, string Features, string? Weight)
{
    public TrainerColumns(NeuralNetworkTrainer trainer)
        : this(ExperimentTask.Of(trainer.Task), trainer.Options.LabelColumnName, trainer.Options.FeatureColumnName,
            trainer.Options.ExampleWeightColumnName)
    {
    }

    public IEnumerable<string> Names => Weight is null ? [Label, Features] : [Label, Features, Weight];
}
