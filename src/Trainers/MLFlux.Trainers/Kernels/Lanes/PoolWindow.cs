namespace MLFlux.Kernels;

/// <summary>Where the values under a pool's window are.</summary>
/// <param name="First">The place of the first.</param>
/// <param name="Lines">How many lines there are.</param>
/// <param name="Columns">How many values are in a line.</param>
/// <param name="LineStride">From a line to the next.</param>
internal readonly record struct PoolWindow(int First, int Lines, int Columns, int LineStride);
