using System.Globalization;

namespace MLFluxApp._1;

/// <summary>Made houses, whose price follows area, rooms and city: to be replaced by data of yours.</summary>
public static class MadeHouses
{
    public const string Label = "price";

    public static void Write(string path)
    {
        var random = new Random(1);
        File.WriteAllLines(path, Enumerable.Range(0, 600).Select(i =>
        {
            int area = random.Next(40, 200), rooms = random.Next(1, 7);
            string city = i % 3 == 0 ? "Basel" : "Bern";
            int price = (area * 5_000) + (rooms * 20_000) + (city == "Basel" ? 60_000 : 0) + random.Next(20_000);
            return string.Create(CultureInfo.InvariantCulture, $"{area},{rooms},{city},{price}");
        }).Prepend("area,rooms,city,price"));
    }
}
