namespace MLFlux.Seeds;

/// <summary>Random numbers of a distribution.</summary>
internal static class Distributions
{
    /// <summary>Uniform between ±<paramref name="bound"/>.</summary>
    public static void Uniform(Span<float> values, double bound, Random random)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
    }

    /// <summary>Normal around 0, by the method of Box and Muller (1958).</summary>
    public static void Normal(Span<float> values, double deviation, Random random)
    {
        for (int i = 0; i < values.Length; i += 2)
        {
            double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())); // 1 − [0, 1) is never 0.
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            values[i] = (float)(radius * cosine);
            if (i + 1 < values.Length)
                values[i + 1] = (float)(radius * sine);
        }
    }

    /// <summary>
    /// Normal around <paramref name="mean"/>, but only what lies from <paramref name="low"/> to <paramref name="high"/>, by
    /// rejection. The mean lies between them, so that at least a third of the tries succeed.
    /// </summary>
    public static void TruncatedNormal(
        Span<float> values, double mean, double deviation, double low, double high, Random random)
    {
        bool isNarrow = high - low < 2 * deviation;
        for (int i = 0; i < values.Length; i++)
        {
            double value;
            do
                value = isNarrow ? low + ((high - low) * random.NextDouble()) : mean + (deviation * Normal(random));
            while (isNarrow
                ? random.NextDouble() > Math.Exp(-Math.Pow((value - mean) / deviation, 2) / 2)
                : value < low || value > high);
            values[i] = (float)value;
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
