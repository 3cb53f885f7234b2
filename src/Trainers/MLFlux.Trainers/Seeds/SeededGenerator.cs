using static TorchSharp.torch;

namespace MLFlux.Seeds;

/// <summary>A layer's source of random numbers, which each epoch begins anew.</summary>
internal sealed class SeededGenerator(Generator generator, long seed)
{
    /// <summary>Begins the numbers of an epoch.</summary>
    public void Begin(int epoch) => generator.manual_seed(EpochSeed.Of(seed, epoch));
}
