using System.Globalization;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>An hour of a city's air.</summary>
internal sealed class AirReading
{
    /// <summary>What stands for a missing value.</summary>
    public const float Missing = -200;

    /// <summary>The columns.</summary>
    public static readonly string[] Columns = ["CO(GT)", "C6H6(GT)", "NOx(GT)", "T"];

    public DateTime Time { get; set; }

    [NoColumn]
    public float[] Values { get; set; } = [];

    [ColumnName("CO(GT)")]
    public float CarbonMonoxide => Values[0];

    [ColumnName("C6H6(GT)")]
    public float Benzene => Values[1];

    [ColumnName("NOx(GT)")]
    public float NitrogenOxides => Values[2];

    [ColumnName("T")]
    public float Temperature => Values[3];

    /// <param name="folder">The folder of data.</param>
    public static AirReading[] Read(string folder)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, "series", "air-quality.csv"));
        string[] header = lines[0].Split(',');
        int[] places = [.. Columns.Select(column => Array.IndexOf(header, column))];
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(fields => new AirReading
        {
            Time = DateTime.Parse($"{fields[0]} {fields[1]}", CultureInfo.InvariantCulture),
            Values = [.. places.Select(place => float.Parse(fields[place], CultureInfo.InvariantCulture))],
        })];
    }
}
