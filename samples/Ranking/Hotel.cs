using Microsoft.ML.Data;

namespace Ranking;

/// <summary>A made hotel among those that a search finds.</summary>
internal sealed class Hotel
{
    /// <summary>Its price, its distance and its stars, and how much whoever searches cares for each, all from 0 to 1.</summary>
    [VectorType(6)]
    public float[] Features { get; set; } = [];

    public int Search { get; set; }

    /// <summary>How well it suits, from 0 to 4.</summary>
    public float Label { get; set; }

    public static Hotel[] Make(int searches, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, searches).SelectMany(search =>
        {
            float[] cares = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
            return Enumerable.Range(0, random.Next(5, 30)).Select(_ =>
            {
                float[] hotel = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
                float suits = (cares[2] * hotel[2]) - (cares[0] * hotel[0]) - (cares[1] * hotel[1]) + (0.1f * random.NextSingle());
                return new Hotel
                {
                    Features = [.. hotel, .. cares], Search = search, Label = Math.Clamp(MathF.Floor(3 + (4 * suits)), 0, 4),
                };
            }).ToArray();
        })];
    }
}
