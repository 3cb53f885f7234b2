namespace MLFlux.Estimators;

/// <summary>A word of a text: the vector of its first token, and its label.</summary>
internal sealed class LabelledWord
{
    public float[] Features { get; set; } = [];

    /// <summary>The label, from 0: ML.NET counts the keys of an object's member so, and those of a column from 1.</summary>
    public uint Label { get; set; }
}
