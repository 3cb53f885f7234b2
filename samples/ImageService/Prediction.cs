namespace ImageService;

/// <summary>What the model says of an image; the names are those of its columns.</summary>
internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
