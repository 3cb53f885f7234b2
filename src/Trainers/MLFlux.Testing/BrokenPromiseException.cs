namespace MLFlux;

/// <summary>A network breaks a promise of <see cref="NetworkContract"/>.</summary>
/// <param name="message">Which, and how: a line for each.</param>
public sealed class BrokenPromiseException(string message) : Exception(message)
{
}
