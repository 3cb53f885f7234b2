namespace MLFlux.Experiments;

/// <summary>The columns that a trainer reads, and what it predicts.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Label">The label.</param>
/// <param name="Features">The feature column of a trainer that reads one.</param>
/// <param name="Weight">The weights of the rows, or null.</param>
internal sealed record TrainerColumns(ExperimentTask Task, string Label, string Features, string? Weight)
{
    public TrainerColumns(NeuralNetworkTrainer trainer)
        : this(ExperimentTask.Of(trainer.Task), ExperimentTask.Of(trainer.Task).Label(trainer.Options),
            trainer.Options.FeatureColumnName, trainer.Options.ExampleWeightColumnName)
    {
        Inputs = trainer.FeatureColumnNames;
        Group = trainer.Options.RowGroupColumnName;
    }

    /// <summary>The key of each row's group; null for tasks without groups.</summary>
    public string? Group { get; }

    /// <summary>The columns that the network learns from: <see cref="Features"/>, or those of its <c>Inputs</c>.</summary>
    public IReadOnlyList<string> Inputs { get; } = [Features];

    public IEnumerable<string> Names => [Label, .. Inputs, .. new[] { Weight, Group }.OfType<string>()];
}
