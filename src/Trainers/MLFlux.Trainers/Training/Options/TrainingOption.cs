namespace MLFlux.Training;

/// <summary>A row of the table of options: what all that handles options has to know of one.</summary>
/// <param name="name">The name of the property of <see cref="NeuralNetworkOptions"/>.</param>
/// <param name="resume">What it means to a fit that goes on.</param>
internal abstract class TrainingOption(string name, ResumeUse resume)
{
    public string Name { get; } = name;

    public ResumeUse Resume { get; } = resume;

    /// <summary>Whether a short trial fit (<see cref="TrainingChecks"/>) has the default in its place.</summary>
    public bool IsDroppedByTrials { get; init; }

    public ExperimentUse Experiments { get; init; }

    /// <summary>Whether the value is not the default.</summary>
    public abstract bool IsSet(NeuralNetworkOptions options);

    /// <summary>The value as C#; null where it has no such form, as callbacks have none.</summary>
    public abstract string? Code(NeuralNetworkOptions options);

    /// <summary>The value in words that are equal for equal values.</summary>
    public abstract string Text(NeuralNetworkOptions options);

    /// <summary>The options with the default in place of the value.</summary>
    public abstract NeuralNetworkOptions WithDefault(NeuralNetworkOptions options);
}
