namespace MLFlux.Synthetic;

/// <summary>The path of the pen from where it is set down to where it is lifted: short straight lines between points.</summary>
internal readonly record struct PenStroke(PenPoint[] Points);
