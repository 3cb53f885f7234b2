using Microsoft.ML.Data;

namespace IrisFlowers;

/// <summary>A row of the iris data.</summary>
internal sealed class Flower
{
    /// <summary>The kind: 0 setosa, 1 versicolor, 2 virginica.</summary>
    [LoadColumn(0)]
    public int Label { get; set; }

    /// <summary>Length and width of the sepals, length and width of the petals, in centimetres.</summary>
    [LoadColumn(1, 4)]
    [VectorType(4)]
    public float[] Features { get; set; } = [];
}
