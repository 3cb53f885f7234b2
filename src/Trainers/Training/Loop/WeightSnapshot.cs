using MLFlux.Networks;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>A copy of a network's weights and buffers and of its optimizer's state, to come back to.</summary>
internal sealed class WeightSnapshot(BuiltNetwork network, Updater updater) : IDisposable
{
    private readonly List<(Tensor Live, Tensor Copy)> _tensors =
        [.. network.State().Concat(updater.State.Values).Select(live => (live, Copy(live)))];

    /// <summary>Copies what they have now.</summary>
    public void Take()
    {
        using var _ = no_grad();
        foreach ((Tensor live, Tensor copy) in _tensors)
            copy.copy_(live);
    }

    /// <summary>Gives them back what they had at the last <see cref="Take"/>.</summary>
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
