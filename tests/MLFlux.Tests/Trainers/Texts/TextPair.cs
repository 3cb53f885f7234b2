namespace MLFlux.Tests.Texts;

/// <summary>Two texts, and what is to be learned of them.</summary>
internal sealed class TextPair
{
    public string Sentence1 { get; set; } = "";

    public string Sentence2 { get; set; } = "";

    public string Label { get; set; } = "";

    public float Likeness { get; set; }
}
