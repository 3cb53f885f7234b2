namespace MLFlux.Kernels;

/// <summary>The places that a window takes over an image, all in floats but the numbers of them.</summary>
/// <param name="Lines">How many lines of places there are.</param>
/// <param name="Columns">How many places are in a line.</param>
/// <param name="InputLine">From an input to that of the next line of places.</param>
/// <param name="InputStep">From an input to that of the next place.</param>
/// <param name="GradientLine">From the gradient of an output to that of the next line.</param>
internal readonly record struct LanePlaces(int Lines, int Columns, int InputLine, int InputStep, int GradientLine);
