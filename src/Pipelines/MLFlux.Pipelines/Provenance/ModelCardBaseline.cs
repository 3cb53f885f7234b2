namespace MLFlux;

/// <summary>What another model came to on the held-out rows.</summary>
/// <param name="Name">The other model.</param>
/// <param name="HeldOut">Its figures, the main one first.</param>
public sealed record ModelCardBaseline(string Name, IReadOnlyList<Metric> HeldOut);
