using Microsoft.ML.Data;

namespace MLFlux.Tests.Onnx;

/// <summary>A row with features of every kind that a trainer takes, and a label for every task.</summary>
internal sealed class ConverterRow
{
    public const int Width = 4, Levels = 6;

    [VectorType(Width)]
    public float[] Singles { get; set; } = [];

    [VectorType(Width)]
    public double[] Doubles { get; set; } = [];

    [VectorType(Width)]
    public byte[] Bytes { get; set; } = [];

    /// <summary>From 1: ML.NET takes keys in vectors as they are.</summary>
    [VectorType(Width), KeyType(Levels)]
    public uint[] Keys { get; set; } = [];

    [VectorType(Width)]
    public VBuffer<float> Sparse { get; set; }

    [KeyType(3)]
    public uint Class { get; set; }

    public string Name { get; set; } = "";

    public bool Yes { get; set; }

    public float Amount { get; set; }

    [VectorType(2)]
    public bool[] Several { get; set; } = [];

    [KeyType(100)]
    public uint Query { get; set; }

    public static ConverterRow[] Make(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            int kind = row % 3;
            double[] values = [.. Enumerable.Range(0, Width).Select(i => (i == kind ? 1 : 0) + (0.2 * random.NextDouble()))];
            return new ConverterRow
            {
                Singles = [.. values.Select(value => (float)value)],
                Doubles = values,
                Bytes = [.. values.Select(value => (byte)(200 * value))],
                Keys = [.. values.Select(value => 1 + (uint)(4 * value))],
                Sparse = new VBuffer<float>(Width, 2, [(float)values[kind], (float)values[3]], [kind, 3]),
                Class = (uint)kind,
                Name = new[] { "oak", "ash", "elm" }[kind],
                Yes = kind == 0,
                Query = (uint)row / 6,
                Several = [kind == 0, kind != 1],
                Amount = (float)(values[0] - values[1]),
            };
        })];
    }
}
