using System.Globalization;
using MLFlux.Samples;

namespace Forecasts;

/// <summary>Hourly readings: of the file <c>air-quality.csv</c> (De Vito, UCI, 2008), or made ones.</summary>
internal static class Readings
{
    public const float Missing = -200;

    public static readonly string[] Columns = ["CO(GT)", "C6H6(GT)", "NOx(GT)", "T"];

    public static IReadOnlyList<Reading> Load(Settings settings) =>
        settings.Data is { } folder ? Read(Path.Combine(folder.FullName, "air-quality.csv")) : Make(settings.Seed);

    private static Reading[] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] header = lines[0].Split(',');
        int Place(string name) => Array.IndexOf(header, name) is >= 0 and int place
            ? place : throw new InvalidDataException($"'{path}' has no column '{name}'.");
        int[] places = [.. Columns.Select(Place)];
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(fields => new Reading
        {
            Time = DateTime.Parse($"{fields[0]} {fields[1]}", CultureInfo.InvariantCulture),
            CarbonMonoxide = Number(fields[places[0]]),
            Benzene = Number(fields[places[1]]),
            NitrogenOxides = Number(fields[places[2]]),
            Temperature = Number(fields[places[3]]),
        })];
    }

    /// <summary>Half a year with a day's and a week's rhythm, weather that lasts for days, and hours without a reading.</summary>
    private static Reading[] Make(int seed)
    {
        var random = new Random(seed);
        double weather = 0;
        return [.. Enumerable.Range(0, 24 * 180).Select(hour =>
        {
            weather = (0.98 * weather) + (0.2 * (random.NextDouble() - 0.5));
            double day = Math.Sin(2 * Math.PI * ((hour % 24) - 8) / 24), weekend = hour / 24 % 7 >= 5 ? 0.6 : 1;
            double traffic = weekend * (1.5 + day + weather + (0.3 * random.NextDouble()));
            float Reading(double value) => random.NextDouble() < 0.05 ? Missing : (float)value;
            return new Reading
            {
                Time = new DateTime(2024, 1, 1).AddHours(hour),
                CarbonMonoxide = Reading(traffic),
                Benzene = Reading(4 * traffic * traffic),
                NitrogenOxides = Reading(90 * traffic),
                Temperature = Reading(15 + (6 * day) - (8 * weather)),
            };
        })];
    }

    private static float Number(string field) => float.Parse(field, CultureInfo.InvariantCulture);
}
