using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Seeds libtorch's own generator, which the whole process shares, and gives it back as it was. Only for modules that somebody
/// else wrote: MLFlux's own draw from generators of theirs.
/// </summary>
internal sealed class GlobalRandom : IDisposable
{
    private readonly Tensor _before;

    public GlobalRandom(long seed)
    {
        _before = torch.random.get_rng_state().DetachFromDisposeScope();
        manual_seed(seed);
    }

    public void Dispose()
    {
        torch.random.set_rng_state(_before);
        _before.Dispose();
    }
}
