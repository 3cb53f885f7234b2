using Microsoft.ML;

namespace MLFlux.Tests.Pipelines;

/// <summary>A row with a column of every kind that tables have.</summary>
public sealed class House
{
    public int Id { get; set; }

    public string Country { get; set; } = "Here";

    public float Rooms { get; set; }

    public double Area { get; set; }

    public bool Garden { get; set; }

    public string District { get; set; } = "";

    public string Street { get; set; } = "";

    public string Advert { get; set; } = "";

    public DateTime Sold { get; set; }

    public float Price { get; set; }

    public string Quick { get; set; } = "";

    public float Stars { get; set; }

    /// <summary>Made houses, whose price follows their area, district and garden, and stars and sale their price.</summary>
    public static House[] Make(int count, int seed = 1)
    {
        string[] districts = ["north", "south", "east", "west"], words =
            ["bright", "quiet", "large", "old", "new", "near", "park", "school"];
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double area = random.Next(30, 200);
            int district = random.Next(districts.Length);
            bool garden = random.Next(2) == 0;
            double price = (3 * area) + (100 * district) + (garden ? 150 : 0);
            return new House
            {
                Id = 1_000 + (i * 3 / 2), // As after a third of the rows was held out.
                Area = area,
                District = districts[district],
                Garden = garden,
                Rooms = i % 9 == 0 ? float.NaN : (float)Math.Round(area / 25),
                Street = $"Street {random.Next(count / 2)}",
                Advert = string.Join(' ', Enumerable.Range(0, 6).Select(_ => words[random.Next(words.Length)])),
                Sold = new DateTime(2015, 1, 1).AddHours(random.Next(60_000)),
                Price = (float)(price + random.Next(20)),
                Quick = price < 450 ? "yes" : "no",
                Stars = price < 400 ? 1 : price < 600 ? 2 : 3,
            };
        })];
    }

    public static IDataView View(MLContext ml, int count, int seed = 1) => ml.Data.LoadFromEnumerable(Make(count, seed));
}
