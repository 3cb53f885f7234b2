namespace MLFlux;

/// <summary>Whether a network earns its place beside the baselines.</summary>
/// <param name="Preference">What to prefer.</param>
/// <param name="Rival">The baseline that was best in the main figure; null where none was compared.</param>
/// <param name="Sentence">The same in plain words, with the figures.</param>
public sealed record Verdict(Preference Preference, string? Rival, string Sentence)
{
    internal const string Network = "network";

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
