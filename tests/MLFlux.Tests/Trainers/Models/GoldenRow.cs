using Microsoft.ML.Data;

namespace MLFlux.Tests.Models;

/// <summary>A row for the models that are kept. Made by arithmetic alone, so that every later version makes the same.</summary>
public sealed class GoldenRow
{
    private const int Side = 6;

    private static readonly string[] s_names = ["oak", "ash", "elm"];

    [VectorType(Side, Side)]
    public byte[] Image { get; set; } = [];

    [VectorType(2)]
    public float[] Numbers { get; set; } = [];

    public string Name { get; set; } = "";

    public string Shape { get; set; } = "";

    public bool Yes { get; set; }

    public float Amount { get; set; }

    [VectorType(2)]
    public float[] Amounts { get; set; } = [];

    public DateTime Hour { get; set; }

    [VectorType(2)]
    public bool[] Several { get; set; } = [];

    [KeyType(100)]
    public uint Query { get; set; }

    /// <summary>Rows of three kinds in turn.</summary>
    public static GoldenRow[] Make(int count) => [.. Enumerable.Range(0, count).Select(At)];

    private static GoldenRow At(int index)
    {
        int kind = index % 3;
        float small = index % 7 / 7f;
        return new GoldenRow
        {
            Image = [.. Enumerable.Range(0, Side * Side)
                .Select(i => (byte)(i % Side / 2 == kind ? 200 + (index % 5 * 10) : (i * index) % 40))],
            Numbers = [kind + small, 1 - (kind * small)],
            Name = s_names[kind],
            Shape = kind == 1 ? "round" : "long",
            Yes = kind == 1,
            Amount = 10 + (5 * kind) + small,
            Query = (uint)index / 4,
            Several = [kind == 0, kind != 1],
            Amounts = [kind * 100 + small, 1 - small],
            Hour = new DateTime(2024, 1, 1).AddHours(index),
        };
    }
}
