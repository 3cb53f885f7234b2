namespace MLFlux.Synthetic;

/// <summary>
/// Random numbers of one image: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
/// Making one costs nothing, which <see cref="Random"/> with a seed cannot say, and its numbers never change with .NET.
/// </summary>
internal struct PenRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    public PenRandom(int seed, int stream) => _state = Mix(Mix((uint)seed + Step) + (uint)stream);

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public float Uniform() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public float Uniform(float low, float high) => low + ((high - low) * Uniform());

    /// <summary>
    /// Nearly a standard normal number: the sum of four uniform ones, scaled to variance 1. It never exceeds ±√12, and
    /// needs no logarithm, whose last bit differs between machines.
    /// </summary>
    public float Normal()
    {
        const float Scale = 1.7320508f / 65536; // √3, as four uniform numbers have variance 4/12
        ulong bits = Next();
        int sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131070) * Scale;
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)((Next() >> 33) * (ulong)limit >> 31);

    private ulong Next() => Mix(_state += Step);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
