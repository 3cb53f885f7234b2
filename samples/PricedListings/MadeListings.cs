namespace PricedListings;

/// <summary>
/// Makes listings whose price has three parts of equal weight and some chance: what the photograph shows, what the sentence says, and
/// what the numbers are. Each part tells nothing of the others.
/// </summary>
internal static class MadeListings
{
    private const float Base = 400, Weight = 60, Chance = 26;

    private static readonly (string Word, float Worth)[] s_conditions =
        [("renovated", 1), ("bright", 0.5f), ("tidy", 0), ("dated", -0.5f), ("damp", -1)];

    private static readonly (string Word, float Worth)[] s_streets =
        [("quiet", 0.8f), ("leafy", 0.6f), ("busy", -0.6f), ("noisy", -0.8f)];

    private static readonly (string Word, float Worth)[] s_views =
        [("the lake", 1.2f), ("the park", 0.6f), ("a garden", 0.3f), ("a yard", -0.4f), ("a car park", -1), ("the motorway", -1.2f)];

    public static Listing[] Make(int count, int seed)
    {
        var random = new Random(seed);
        (Listing Listing, float[] Parts)[] made = [.. Enumerable.Range(0, count).Select(_ => Make(random))];
        for (int part = 0; part < 3; part++)
        {
            float mean = made.Average(one => one.Parts[part]);
            float deviation = MathF.Sqrt(made.Average(one => MathF.Pow(one.Parts[part] - mean, 2)));
            foreach ((Listing listing, float[] parts) in made)
                listing.Rule += Weight * (parts[part] - mean) / deviation;
        }

        foreach ((Listing listing, _) in made)
        {
            listing.Rule += Base;
            listing.Label = listing.Rule + (Chance * Gaussian(random));
        }

        return [.. made.Select(one => one.Listing)];
    }

    private static (Listing Listing, float[] Parts) Make(Random random)
    {
        (byte[] photo, float shown) = DrawnHouse.Draw(random);
        (string condition, float ofCondition) = s_conditions[random.Next(s_conditions.Length)];
        (string street, float ofStreet) = s_streets[random.Next(s_streets.Length)];
        (string view, float ofView) = s_views[random.Next(s_views.Length)];
        var listing = new Listing
        {
            Photo = photo,
            Sentence = $"A {condition} house on a {street} street that looks on {view}.",
            Area = random.Next(50, 220),
            Rooms = random.Next(2, 8),
            Age = random.Next(0, 90),
            Distance = (float)Math.Round(random.NextDouble() * 30, 1),
        };
        float counted = (listing.Area / 60) + (listing.Rooms / 4) - (listing.Age / 60) - MathF.Sqrt(listing.Distance);
        return (listing, [shown, ofCondition + ofStreet + ofView, counted]);
    }

    private static float Gaussian(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
