namespace MLFlux;

/// <summary>What becomes of a row whose image cannot be read.</summary>
public enum UnreadableImages
{
    /// <summary>Reading ends with an error that names the image.</summary>
    Fail,

    /// <summary>The row is left out, and reported.</summary>
    Skip,
}
