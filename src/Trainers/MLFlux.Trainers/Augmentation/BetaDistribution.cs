namespace MLFlux;

/// <summary>Draws from Beta distributions, as a ratio of Gamma variates.</summary>
/// <remarks>Source: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000.</remarks>
internal static class BetaDistribution
{
    /// <summary>Draws a number from 0 to 1; both parameters are greater than 0.</summary>
    public static double Draw(double alpha, double beta, Random random)
    {
        double a = DrawGamma(alpha, random), b = DrawGamma(beta, random);
        // Both are so small at times, with small parameters, that they vanish; the number is then 0 or 1.
        return a + b > 0 ? a / (a + b) : random.Next(2);
    }

    private static double DrawGamma(double shape, Random random)
    {
        if (shape < 1)
            return DrawGamma(shape + 1, random) * Math.Pow(random.NextDouble(), 1 / shape);

        double d = shape - (1 / 3.0), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = DrawNormal(random), v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    /// <summary>Box and Muller's transform.</summary>
    private static double DrawNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
