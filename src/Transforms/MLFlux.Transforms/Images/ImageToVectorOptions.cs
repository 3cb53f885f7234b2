namespace MLFlux;

/// <summary>How images become vectors. Every option has a working default.</summary>
/// <remarks>Immutable. Values are checked when the estimator is made.</remarks>
public sealed record ImageToVectorOptions
{
    /// <summary>
    /// The width of the vector's image in pixels, at least 1. Null, the default, for that of the column, where its type has one;
    /// for files and encoded images it has to be given.
    /// </summary>
    public int? Width { get; init; }

    /// <summary>The height of the vector's image in pixels; see <see cref="Width"/>.</summary>
    public int? Height { get; init; }

    /// <summary>How an image of another width or height is fitted. Default: <see cref="ImageFit.Fill"/>.</summary>
    public ImageFit Fit { get; init; } = ImageFit.Fill;

    /// <summary>The channels of the vector. Null, the default: as they are for columns of pixels, RGB for all others.</summary>
    public ImageColor? Color { get; init; }

    /// <summary>
    /// What shows through transparent pixels and around padded images: red, green, blue. Default: black, as ML.NET has it.
    /// </summary>
    public (byte Red, byte Green, byte Blue) Background { get; init; }

    /// <summary>
    /// Whether the vector is of bytes, as the pixels are, a quarter of the memory. <see cref="Scale"/>, <see cref="Mean"/> and
    /// <see cref="StandardDeviation"/> then have to be left alone: MLFlux's trainers divide bytes by 255 when they make a batch.
    /// Default: false, a vector of floats.
    /// </summary>
    public bool AsBytes { get; init; }

    /// <summary>The factor on each byte, finite and not 0. The default, 1/255, brings 0…255 to 0…1.</summary>
    public float Scale { get; init; } = 1 / 255f;

    /// <summary>What to take from each channel after scaling, one finite number a channel; null, the default, for 0.</summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>What to divide each channel by in the end, one finite number above 0 a channel; null, the default, for 1.</summary>
    public IReadOnlyList<float>? StandardDeviation { get; init; }

    /// <summary>The folder that relative paths begin in. Null, the default, for the program's working folder.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// The most pixels an encoded image may announce, so that a small file cannot take all memory: 4 bytes each while it is
    /// decoded. At least 1. Default: 50 million. Saved with a model; <see cref="ImageLimits"/> lowers it for a whole application.
    /// </summary>
    public int MaxPixels { get; init; } = 50_000_000;

    /// <summary>
    /// What becomes of rows whose image is broken, empty, too large, missing or none. Default: <see cref="UnreadableImages.Fail"/>.
    /// A single row, in a <c>PredictionEngine</c>, cannot be skipped: there it is always an error.
    /// </summary>
    public UnreadableImages Unreadable { get; init; }

    /// <summary>
    /// Called for each row that is skipped, on the thread that reads the rows, each time they are read; their number goes to the
    /// log as well. Not saved with a model. Default: null.
    /// </summary>
    public Action<SkippedImage>? Skipped { get; init; }
}
