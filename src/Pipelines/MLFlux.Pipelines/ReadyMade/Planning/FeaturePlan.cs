namespace MLFlux.ReadyMade;

/// <summary>The steps from a table's columns to one vector.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Width">About how many values the vector has.</param>
/// <param name="MostLevels">The levels of the category that has the most.</param>
internal sealed record FeaturePlan(IReadOnlyList<PipelineStep> Steps, int Width, int MostLevels);
