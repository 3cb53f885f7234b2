using MLFlux.Networks;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>A copy of a network's weights and buffers, to come back to.</summary>
internal sealed class WeightSnapshot(BuiltNetwork network) : IDisposable
{
    private readonly List<(Tensor Live, Tensor Copy)> _tensors =
        [.. network.State().Select(live => (live, Copy(live)))];

    /// <summary>Copies what the network has now.</summary>
    public void Take()
    {
        using var _ = no_grad();
        foreach ((Tensor live, Tensor copy) in _tensors)
            copy.copy_(live);
    }

    /// <summary>Gives the network back what it had at the last <see cref="Take"/>.</summary>
    public void Restore()
    {
        using var _ = no_grad();
        foreach ((Tensor live, Tensor copy) in _tensors)
            live.copy_(copy);
    }

    public void Dispose()
    {
        foreach ((_, Tensor copy) in _tensors)
            copy.Dispose();
    }

    private static Tensor Copy(Tensor live)
    {
        using Tensor values = live.detach();
        return values.clone().DetachFromDisposeScope();
    }
}
