namespace MLFlux;

/// <summary>
/// What is wanted of a ready pipeline for images, where it is not what the data suggests. Every option has a working default.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record ReadyImageOptions
{
    /// <summary>
    /// What is to be predicted. Null, the default: by the label's type and values, as in <see cref="TabularOptions.Task"/>.
    /// </summary>
    public PredictionTask? Task { get; init; }

    /// <summary>
    /// The width and height of the network's input in pixels, at least 8. Null, the default: what the <see cref="Backbone"/> was made for;
    /// without one the images' own where all are alike and have at most 64, otherwise 32, 48 or 64, by their usual size.
    /// </summary>
    public int? Size { get; init; }

    /// <summary>
    /// A pretrained network that takes images of 3 × height × width, red, green and blue from 0 to 1, and on which a new output is put:
    /// <c>Backbones.ResNet18()</c>, or <c>Networks.FromOnnx(path)</c>. It stays as it is but for <see cref="LearnsLastBlock"/> and
    /// <see cref="FineTuning"/>, so that what it makes of each image is computed once. Null, the default: a small network from the start.
    /// </summary>
    public Layer? Backbone { get; init; }

    /// <summary>
    /// How the <see cref="Backbone"/>, the chain's first layer, learns, too: <c>new FineTuning(headEpochs: 2, bodyRate: 0.1)</c>. Null,
    /// the default: it stays as it is.
    /// </summary>
    public FineTuning? FineTuning { get; init; }

    /// <summary>
    /// Whether the last block of the <see cref="Backbone"/> learns with the output, which takes minutes where the output alone takes
    /// seconds: all that a convolutional network computes at its smallest size, but for its normalisations. What comes before it is
    /// computed once, for a few changed versions of each image. Not with <see cref="FineTuning"/>. Default: false.
    /// </summary>
    public bool LearnsLastBlock { get; init; }

    /// <summary>What becomes of rows whose image cannot be read. Default: <see cref="UnreadableImages.Fail"/>.</summary>
    public UnreadableImages Unreadable { get; init; }

    /// <summary>Called after each epoch of a fit, on the thread that fits. Default: null.</summary>
    public Action<EpochReport>? Progress { get; init; }

    /// <summary>Ends the look at the data, and each fit, with an <see cref="OperationCanceledException"/>. Default: none.</summary>
    public CancellationToken CancellationToken { get; init; }
}
