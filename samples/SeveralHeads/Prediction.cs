using Microsoft.ML.Data;

namespace SeveralHeads;

/// <summary>What the network says of a house.</summary>
internal sealed class Prediction
{
    [ColumnName("Price.Score")]
    public float Price { get; set; }

    [ColumnName("Sold.Probability")]
    public float Sold { get; set; }

    [ColumnName("Kind.PredictedLabel")]
    public uint Kind { get; set; }
}
