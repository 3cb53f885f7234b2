using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>What the steps of one thread's training share.</summary>
/// <param name="Capacity">The most rows a share of a batch has.</param>
/// <param name="Weights">All learned weights of the network, one after another.</param>
/// <param name="Gradients">Takes their gradients, in the same order.</param>
/// <param name="Module">The network's module, whose buffers and random numbers the steps use.</param>
/// <param name="Parameters">The weights as tensors, in the same order; one that does not require its gradient is frozen.</param>
internal sealed record BatchMemory(
    int Capacity, nn.Module Module, Tensor Weights, Tensor Gradients, IReadOnlyList<Parameter> Parameters)
{
    /// <summary>The module of a layer.</summary>
    /// <param name="path">What the names of the layer's weights begin with: <c>1.</c>.</param>
    public TModule Find<TModule>(string path)
        where TModule : nn.Module =>
        path.Length == 0 ? (TModule)Module : (TModule)Module.named_modules().First(part => part.name == path[..^1]).module;
}
