using Microsoft.ML.Data;

namespace MLFlux.Tests.Support;

/// <summary>A row with a label of every kind.</summary>
public sealed class Example
{
    public const uint MissingKey = uint.MaxValue;

    [VectorType(Examples.Width)]
    public float[] Features { get; set; } = new float[Examples.Width];

    /// <summary>One of <see cref="Examples.Names"/>.</summary>
    public string Name { get; set; } = Examples.Names[0];

    /// <summary>The class as a number that a person would give it: 10, 20 or 30.</summary>
    public int Code { get; set; }

    /// <summary>The class as a key without values: in memory from 0, which ML.NET turns to 1; anything from 3 is missing.</summary>
    [KeyType(3)]
    public uint Key { get; set; }

    public bool Yes { get; set; }

    public float Amount { get; set; }

    [VectorType(2)]
    public float[] Amounts { get; set; } = new float[2];

    /// <summary>Whether it is oak, and whether it is no ash: none, one or both.</summary>
    [VectorType(2)]
    public bool[] Several { get; set; } = new bool[2];

    /// <summary>The group of a ranking: five rows each, one after another.</summary>
    [KeyType(10_000)]
    public uint Query { get; set; }

    /// <summary>How good the row is in its group: 0, 1 or 2.</summary>
    public float Rank { get; set; }

    public float Weight { get; set; } = 1;
}
