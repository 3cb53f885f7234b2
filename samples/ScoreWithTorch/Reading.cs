namespace ScoreWithTorch;

/// <summary>What the saved pipeline says of a drawing.</summary>
internal sealed class Reading
{
    public byte PredictedLabel { get; set; }

    public float[] Score { get; set; } = [];
}
