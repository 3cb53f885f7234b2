using Microsoft.ML.Data;

namespace SeveralHeads;

/// <summary>A house that was offered: what it is like, and three things that follow from it.</summary>
internal sealed class House
{
    /// <summary>Area, rooms, age, garden and distance to the centre, each from 0 to 1.</summary>
    [VectorType(5)]
    public float[] Features { get; set; } = [];

    /// <summary>What it was sold for, in thousands; NaN where the price was not told.</summary>
    public float Price { get; set; }

    /// <summary>Whether it was sold within a month.</summary>
    public bool Sold { get; set; }

    /// <summary>Cottage, town house or villa.</summary>
    [KeyType(3)]
    public uint Kind { get; set; }

    /// <summary>Made houses, of which a share has no price.</summary>
    public static House[] Make(int count, double unpriced, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Make(random, unpriced))];
    }

    private static House Make(Random random, double unpriced)
    {
        float[] features = [.. Enumerable.Range(0, 5).Select(_ => (float)random.NextDouble())];
        (float area, float rooms, float age, float garden, float distance) =
            (features[0], features[1], features[2], features[3], features[4]);
        double worth = area * (1.5 - distance) + (0.3 * rooms * (1 - age)) + (0.4 * Math.Sin(3 * garden));
        double asked = worth + (0.2 * (random.NextDouble() - 0.5));
        return new House
        {
            Features = features,
            Price = random.NextDouble() < unpriced ? float.NaN : (float)(100 + (200 * asked)),
            Sold = asked - worth + (0.1 * (random.NextDouble() - 0.5)) < 0.1 * Math.Sin(6 * worth),
            Kind = worth > 1 ? 2u : distance > 0.5f ? 0u : 1u,
        };
    }
}
