namespace MLFlux;

/// <summary>How <c>Upsample</c> finds the values between those there are.</summary>
public enum Interpolation
{
    /// <summary>Each value is repeated.</summary>
    Nearest,

    /// <summary>
    /// Linear along each axis (bilinear in an image, trilinear in a volume); first and last values stay at the ends, as in
    /// Flux and as PyTorch's <c>align_corners</c> does.
    /// </summary>
    Linear,
}
