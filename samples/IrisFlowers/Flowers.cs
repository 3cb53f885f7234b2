using Microsoft.ML;
using MLFlux.Samples;

namespace IrisFlowers;

/// <summary>Flowers to learn from: Fisher's 150, or as many made ones.</summary>
internal static class Flowers
{
    private const int MadeOfAKind = 50;

    private static readonly float[][] s_means = [[5.0f, 3.4f, 1.5f, 0.2f], [5.9f, 2.8f, 4.3f, 1.3f], [6.6f, 3.0f, 5.6f, 2.0f]];

    // The file begins with a comment line, which is skipped as a header is.
    public static IDataView Load(MLContext ml, Settings settings) => settings.FindFile("iris.tsv") is string path
        ? ml.Data.LoadFromTextFile<Flower>(path, hasHeader: true)
        : ml.Data.LoadFromEnumerable(Make(settings.Seed));

    private static Flower[] Make(int seed)
    {
        var random = new Random(seed);
        Flower[] flowers =
        [
            .. from kind in Enumerable.Range(0, s_means.Length)
               from _ in Enumerable.Range(0, MadeOfAKind)
               select new Flower { Label = kind, Features = Grow(s_means[kind], random) },
        ];
        random.Shuffle(flowers);
        return flowers;
    }

    /// <summary>Measures around the mean of their kind, larger and smaller together, as those of one flower are.</summary>
    private static float[] Grow(float[] mean, Random random)
    {
        float size = 1 + (0.12f * ((float)random.NextDouble() - 0.5f));
        return [.. mean.Select(measure => measure * size * (1 + (0.4f * ((float)random.NextDouble() - 0.5f))))];
    }
}
