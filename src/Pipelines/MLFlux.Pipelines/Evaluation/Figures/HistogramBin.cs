namespace MLFlux;

/// <summary>How many values lie in one range.</summary>
/// <param name="From">Where the range begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Rows">How many values lie in it.</param>
public sealed record HistogramBin(double From, double To, long Rows);
