namespace MLFlux.Experiments;

/// <summary>What a baseline of no features reads of a row.</summary>
internal sealed class NoColumns;
