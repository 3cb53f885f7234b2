using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>What the steps of one thread's training share.</summary>
/// <param name="Capacity">The most rows a share of a batch has.</param>
/// <param name="Weights">All learned weights of the network, one after another.</param>
/// <param name="Gradients">Takes their gradients, in the same order.</param>
/// <param name="Parameters">The weights as tensors, in the same order; one that does not require its gradient is frozen.</param>
internal sealed record BatchMemory(int Capacity, Tensor Weights, Tensor Gradients, IReadOnlyList<Parameter> Parameters);
