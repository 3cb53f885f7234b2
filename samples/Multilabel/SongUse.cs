namespace Multilabel;

/// <summary>What is predicted of a song: a slot for each use.</summary>
internal sealed class SongUse
{
    public bool[] PredictedLabel { get; set; } = [];

    public float[] Probability { get; set; } = [];
}
