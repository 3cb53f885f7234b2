namespace MLFlux.ReadyMade;

/// <summary>
/// Features as trees take them, of the columns that a ready pipeline prepares: numbers as they are, missing ones NaN, the rest as for
/// the network.
/// </summary>
/// <param name="ColumnName">The column of the vector.</param>
/// <param name="Steps">The steps that make it, after those of the pipeline.</param>
internal sealed record PlainFeatures(string ColumnName, IReadOnlyList<PipelineStep> Steps);
