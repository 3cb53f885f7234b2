namespace MLFlux.Tests.Pipelines.Recommendations;

/// <summary>What a user thinks of an item.</summary>
internal sealed class Rating
{
    public string User { get; set; } = "";

    public string Item { get; set; } = "";

    public float Stars { get; set; }
}
