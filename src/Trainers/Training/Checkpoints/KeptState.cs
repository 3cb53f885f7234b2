using MLFlux.Models;

namespace MLFlux.Training;

/// <summary>What an epoch left behind, in managed memory.</summary>
/// <param name="Weights">Weights and buffers.</param>
/// <param name="Optimizer">What the optimizer carries on.</param>
internal sealed record KeptState(IReadOnlyList<NetworkWeight> Weights, OptimizerState Optimizer);
