namespace MLFlux.Images;

/// <summary>What a column of images holds.</summary>
internal enum ImageInputKind
{
    /// <summary>The path of a file.</summary>
    Path,

    /// <summary>The content of a file.</summary>
    Encoded,

    /// <summary>One byte a pixel.</summary>
    Gray,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Red, green, blue, opacity, which is not looked at.</summary>
    Rgba,

    /// <summary>Blue, green, red, opacity, which is not looked at.</summary>
    Bgra,
}
