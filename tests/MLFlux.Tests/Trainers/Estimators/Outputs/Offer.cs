using Microsoft.ML.Data;

namespace MLFlux.Tests.Estimators;

/// <summary>A row with a label of every kind that a head can learn, each of which may be missing.</summary>
internal sealed class Offer
{
    public const uint MissingKind = uint.MaxValue;

    [VectorType(4)]
    public float[] Features { get; set; } = [];

    public float Price { get; set; }

    public bool Sold { get; set; }

    /// <summary>1 for sold, 0 for not, NaN where nobody knows.</summary>
    public float Gone { get; set; }

    /// <summary>In memory from 0, which ML.NET turns to 1; anything from 3 is missing.</summary>
    [KeyType(3)]
    public uint Kind { get; set; }

    [VectorType(2)]
    public float[] Sizes { get; set; } = [];

    /// <summary>Whether it is large, and whether it is dear.</summary>
    [VectorType(2)]
    public bool[] Flags { get; set; } = [];

    public string Name { get; set; } = "";

    public float Weight { get; set; } = 1;
}
