namespace MLFlux.ReadyMade;

/// <summary>All that was chosen for a pipeline.</summary>
internal sealed record PipelinePlan(
    LabelPlan Label,
    IReadOnlyList<ColumnChoice> Choices,
    IReadOnlyList<PipelineStep> Preprocessing,
    Layer Network,
    NeuralNetworkOptions Training)
{
    /// <summary>Features for trees to compare with; null where those of the network suit them.</summary>
    public PlainFeatures? Plain { get; init; }
}
