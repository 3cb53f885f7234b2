using System.Globalization;

namespace TabularPipeline;

/// <summary>Makes a table of bicycle rentals, hour by hour, as a station might keep it. None of them took place.</summary>
internal static class Rentals
{
    private const int Hours = 6_000;

    private static readonly string[] s_weathers = ["sun", "clouds", "rain", "snow"];
    private static readonly string[] s_stations = ["harbour", "market", "university", "hospital", "park", "?"];

    /// <summary>Writes the table, and returns its path.</summary>
    public static string Write(string path, int seed)
    {
        var random = new Random(seed);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, Enumerable.Range(0, Hours).Select(i => Row(i, random)).Prepend("# made by samples/TabularPipeline")
            .Prepend("row; start; station; weather; degrees; holiday; country; rentals"));
        return path;
    }

    private static string Row(int number, Random random)
    {
        DateTime start = new DateTime(2024, 1, 1).AddHours(random.Next(2 * 365 * 24));
        int station = random.Next(s_stations.Length);
        double degrees = 10 - (12 * Math.Cos(2 * Math.PI * start.DayOfYear / 365)) + (8 * (random.NextDouble() - 0.5));
        string weather = s_weathers[degrees < 0 && random.Next(2) == 0 ? 3 : random.Next(3)];
        bool isHoliday = start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || random.Next(30) == 0;

        // Two rushes on working days, one long afternoon on the others; warm and dry hours are the best.
        double rush = isHoliday ? Peak(start.Hour, 15, 4) : Peak(start.Hour, 8, 1.5) + (1.2 * Peak(start.Hour, 17, 2));
        double mood = weather switch { "sun" => 1.2, "clouds" => 1, "rain" => 0.5, _ => 0.2 };
        double rentals = (10 + (5 * station)) * rush * mood * Math.Clamp(0.2 + (degrees / 20), 0.1, 1.2) * (0.9
            + (0.2 * random.NextDouble()));
        string shown = random.Next(40) == 0 ? "NA" : degrees.ToString("0.0", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"{number}; {start:yyyy-MM-dd HH:mm}; {s_stations[station]}; {weather}; {shown}; {isHoliday}; Utopia; {rentals:0.0}");
    }

    private static double Peak(int hour, double at, double width) => Math.Exp(-Math.Pow((hour - at) / width, 2));
}
