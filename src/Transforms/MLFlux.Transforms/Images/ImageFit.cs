namespace MLFlux;

/// <summary>How an image of one shape becomes one of another.</summary>
public enum ImageFit
{
    /// <summary>Stretched or squeezed to the new width and height, each for itself.</summary>
    Fill,

    /// <summary>Scaled, with its proportions kept, until it covers the new shape; what stands out is cut off evenly.</summary>
    Crop,

    /// <summary>Scaled, with its proportions kept, until it fits into the new shape; the background shows evenly around it.</summary>
    Pad,
}
