namespace MLFlux.Images;

/// <summary>What becomes of each image of a column.</summary>
/// <param name="Width">The width of the result in pixels.</param>
/// <param name="Height">The height of the result in pixels.</param>
/// <param name="IsGray">Whether the result has one channel, or three.</param>
/// <param name="Fit">How an image of another shape is fitted.</param>
/// <param name="Background">What shows through transparent pixels and around padded images.</param>
/// <param name="MaxPixels">The most pixels that an encoded image may announce.</param>
/// <param name="Folder">The folder that relative paths begin in; empty for the working folder.</param>
internal sealed record ImagePlan(
    int Width, int Height, bool IsGray, ImageFit Fit, (byte Red, byte Green, byte Blue) Background, int MaxPixels, string Folder)
{
    public int Channels => IsGray ? 1 : 3;

    /// <summary>The number of values of the result.</summary>
    public int Size => Channels * Height * Width;
}
