namespace MLFlux.Models;

/// <summary>What an epoch left behind, in managed memory.</summary>
/// <param name="Weights">Weights and buffers.</param>
/// <param name="Optimizer">What the optimizer carries on.</param>
internal sealed record EpochState(IReadOnlyList<NetworkWeight> Weights, OptimizerState Optimizer);
