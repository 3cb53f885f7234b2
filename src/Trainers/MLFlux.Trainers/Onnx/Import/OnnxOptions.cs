namespace MLFlux;

/// <summary>How an ONNX file becomes a network. Every option has a working default.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record OnnxOptions
{
    /// <summary>
    /// The value, or the node, that the network ends with: the name of one of the file's outputs, or of anything within, so that what
    /// follows is left out. Default, null: the file's output, which has to be one alone.
    /// </summary>
    public string? Until { get; init; }

    /// <summary>
    /// Sizes for dimensions that the file leaves open, by the names that it gives them: <c>["sequence"] = 64</c>. The first dimension of
    /// every input is the rows, and needs none. Only a file with several inputs needs them all; else they follow from the data. Default:
    /// none.
    /// </summary>
    public IReadOnlyDictionary<string, int> Dimensions { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// For a network over texts: how it takes the keys of tokens that <c>ml.Transforms.Text.TokensToVector</c> makes. Default, null: the
    /// file's inputs are taken as they are.
    /// </summary>
    public OnnxTokens? Tokens { get; init; }

    /// <summary>Where the network comes from, and its licence, for a model's card. Default: empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>What the network is called in print. Default, null: the name of the file, without its folder.</summary>
    public string? Title { get; init; }
}
