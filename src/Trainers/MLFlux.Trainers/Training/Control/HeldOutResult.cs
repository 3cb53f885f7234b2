namespace MLFlux;

/// <summary>What a network came to on held-out rows.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">The fraction classified rightly, from 0 to 1; null for regression.</param>
public sealed record HeldOutResult(double Loss, double? Accuracy);
