using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>A module together with the flat tensor that its weights are views of. Owns both.</summary>
internal sealed class BuiltNetwork(nn.Module<Tensor, Tensor> module, Tensor parameters) : IDisposable
{
    public nn.Module<Tensor, Tensor> Module { get; } = module;

    /// <summary>All learned weights, one after another, in the order of <see cref="Layer.Parameters"/>.</summary>
    public Tensor Parameters { get; } = parameters;

    public void Dispose()
    {
        Module.Dispose();
        Parameters.Dispose();
    }
}
