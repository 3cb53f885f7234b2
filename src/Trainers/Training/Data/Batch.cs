using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>The tensors of one batch, borrowed from a <see cref="BatchBuffer"/>.</summary>
internal readonly record struct Batch(Tensor Features, Tensor Targets, Tensor? Weights);
