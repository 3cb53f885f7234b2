using Microsoft.ML.Data;

namespace MLFlux.Tests.Estimators;

/// <summary>A row with a column of every type that a branch of <c>Inputs</c> can take, and a label for every task.</summary>
internal sealed class Listing
{
    public const int Side = 6, Words = 5, Levels = 7, Wide = 40;

    [VectorType(1, Side, Side)]
    public byte[] Photo { get; set; } = [];

    [VectorType(1, Side, Side)]
    public float[] Plan { get; set; } = [];

    [VectorType(Words), KeyType(Levels)]
    public uint[] Text { get; set; } = [];

    [VectorType(4)]
    public float[] Table { get; set; } = [];

    [VectorType(2)]
    public double[] Place { get; set; } = [];

    [VectorType(Wide)]
    public VBuffer<float> Tags { get; set; }

    public float Area { get; set; }

    public double Age { get; set; }

    public byte Rooms { get; set; }

    /// <summary>In memory from 0, which ML.NET turns to 1.</summary>
    [KeyType(3)]
    public uint Kind { get; set; }

    public string Name { get; set; } = "";

    public bool Sold { get; set; }

    public float Price { get; set; }

    public float Label => Price;
}
