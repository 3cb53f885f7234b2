namespace MLFlux.Models;

/// <summary>An <see cref="OptimizerState"/> in <c>Network.json</c>; its tensors are in <c>Optimizer.safetensors</c>.</summary>
/// <param name="Optimizer">The name of the optimizer.</param>
/// <param name="Numbers">What it keeps once.</param>
internal sealed record OptimizerRecord(string Optimizer, IReadOnlyDictionary<string, double> Numbers);
