namespace MLFlux.Ready;

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
    /// <summary>The steps before the trainer, which rows without the label pass by.</summary>
    public IEnumerable<PipelineStep> Optional => Before.Select(step => PipelineSteps.IfPresent(ColumnName, step));

    public ColumnChoice Choice => new(ColumnName, ColumnUse.Label, Reason);
}
