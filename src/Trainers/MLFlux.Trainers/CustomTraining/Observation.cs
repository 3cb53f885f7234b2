namespace MLFlux;

/// <summary>An input and what a network should give for it.</summary>
/// <param name="Input">The values of the input, row by row.</param>
/// <param name="Target">The values it should give; a one-hot vector for a class.</param>
public sealed record Observation(float[] Input, float[] Target);
