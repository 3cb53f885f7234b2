namespace MLFlux.Benchmarks.Pretrained;

/// <summary>The file of an image.</summary>
internal sealed class Photo
{
    /// <summary>Where it is.</summary>
    public string Path { get; set; } = "";

    /// <summary>What it shows.</summary>
    public string Kind { get; set; } = "";
}
