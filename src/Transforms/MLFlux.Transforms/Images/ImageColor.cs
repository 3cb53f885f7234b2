namespace MLFlux;

/// <summary>The channels of an image vector.</summary>
public enum ImageColor
{
    /// <summary>Red, green and blue, in this order.</summary>
    Rgb,

    /// <summary>One channel: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), rounded.</summary>
    Gray,
}
