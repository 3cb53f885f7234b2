using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>Second targets of a batch whose examples are blends of two.</summary>
/// <param name="Targets">The targets of the other part.</param>
/// <param name="Share">The share of the first part, from 0 to 1; the other one has the rest.</param>
internal sealed record TargetMix(Tensor Targets, double Share);
