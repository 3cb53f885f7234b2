namespace MLFlux.ReadyMade;

/// <summary>What was chosen for the label.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Before">The steps that make of the column what the trainer takes.</param>
/// <param name="After">The steps that make of the prediction what the column held.</param>
/// <param name="Classes">How many classes there are; 2 for yes or no; 0 for numbers.</param>
/// <param name="BinaryValues">The values for no and for yes; null for other tasks.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record LabelPlan(
    string ColumnName,
    PredictionTask Task,
    IReadOnlyList<PipelineStep> Before,
    IReadOnlyList<PipelineStep> After,
    int Classes,
    IReadOnlyList<string>? BinaryValues,
    string Reason)
{
    /// <summary>Whether few numbers are by far the largest, of either sign: the squared error would learn only those.</summary>
    public bool HasHeavyTails { get; init; }

    /// <summary>Whether a number of the column itself is predicted, not an order of rows or classes.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Values that are spelled in several ways, and are one each; null for none.</summary>
    public LabelSpellings? Spellings { get; init; }

    /// <summary>The column in which the trainer finds it; see <see cref="LabelNames"/>.</summary>
    public string TrainedColumnName { get; } = LabelNames.ForTraining(ColumnName);

    /// <summary>
    /// The steps before the trainer, which rows without the label pass by: those of <see cref="Before"/>, after a copy where the label
    /// needs a name of its own.
    /// </summary>
    public IEnumerable<PipelineStep> Optional => TrainedColumnName == ColumnName
        ? Before.Select(step => PipelineSteps.IfPresent(ColumnName, step))
        : Before.Select(step => PipelineSteps.IfPresent(TrainedColumnName, step))
            .Prepend(PipelineSteps.IfPresent(ColumnName, PipelineSteps.CopyColumns(TrainedColumnName, ColumnName)));

    public ColumnChoice Choice => new(ColumnName, ColumnUse.Label, Reason);
}
