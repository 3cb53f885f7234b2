namespace MLFlux.Seeds;

/// <summary>The seeds of the parts of a fit, all drawn from one.</summary>
internal readonly record struct FitSeeds(int Weights, int Split, int Shuffle, int Sample)
{
    public static FitSeeds From(int seed)
    {
        var seeds = new Random(seed);
        return new FitSeeds(seeds.Next(), seeds.Next(), seeds.Next(), seeds.Next());
    }
}
