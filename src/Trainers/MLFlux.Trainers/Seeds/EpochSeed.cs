namespace MLFlux.Seeds;

/// <summary>
/// The seeds of an epoch, made of the fit's seed and the epoch's number alone: training that is taken up again later goes on
/// with the numbers it would have had.
/// </summary>
internal static class EpochSeed
{
    /// <summary>Mixes the bits as SplitMix64 does (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).</summary>
    public static long Of(long seed, int epoch)
    {
        ulong mixed = unchecked((ulong)seed + (0x9E3779B97F4A7C15 * (ulong)epoch));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return unchecked((long)(mixed ^ (mixed >> 31)));
    }
}
