using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Which values a layer drops in training.</summary>
/// <remarks>
/// Not libtorch's dropout, which draws from a generator that the whole process shares: one fit would change another's.
/// </remarks>
internal static class RandomMask
{
    /// <summary>Ones with a probability, otherwise zeros, in the shape, type and place of a tensor.</summary>
    /// <remarks>The generator is the CPU's; drawn there, the numbers are also the same on every device.</remarks>
    public static Tensor Like(Tensor input, double probability, Generator generator) =>
        empty(input.shape, dtype: input.dtype, device: CPU).bernoulli_(probability, generator).to(input.device, disposeAfter: true);
}
