namespace MLFlux.ReadyMade;

/// <summary>All that was chosen for a pipeline.</summary>
internal sealed record PipelinePlan(
    LabelPlan Label,
    IReadOnlyList<ColumnChoice> Choices,
    IReadOnlyList<PipelineStep> Preprocessing,
    Layer Network,
    NeuralNetworkOptions Training);
