namespace ApplesAndBananas;

/// <summary>Makes fruit whose kinds do not overlap: apples are red, bananas red and green (yellow), grapes green.</summary>
internal static class FruitFactory
{
    private const int OfEachKind = 100;
    private const double Spread = 0.06;

    public static Basket Make(int seed)
    {
        var random = new Random(seed);
        return new Basket(Make(random, 0.75, 0.2), Make(random, 0.8, 0.75), Make(random, 0.2, 0.6));
    }

    private static float[][] Make(Random random, double red, double green) =>
        [.. Enumerable.Range(0, OfEachKind).Select(_ => new[] { Near(random, red), Near(random, green) })];

    /// <summary>The mean of three draws lies mostly near the middle, and never far from it.</summary>
    private static float Near(Random random, double middle) =>
        (float)Math.Clamp(middle + (Spread * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)), 0, 1);
}
