using MLFlux.Texts;

namespace MLFlux;

/// <summary>A pretrained network over texts, and how texts become what it takes.</summary>
/// <remarks>
/// <para>
/// <c>Backbones.MiniLM()</c> and <c>Backbones.ArcticXs()</c> of MLFlux.Pretrained give one; another is made of an ONNX file and its
/// vocabulary.
/// </para>
/// <code>
/// TextBackbone body = Backbones.MiniLM();
/// ml.Transforms.Text.TokensToVector("Features", "Comment", body.Tokens)
///     .Append(ml.BinaryClassification.Trainers.NeuralNetwork(
///         Chain(body.Network, Dropout(0.2), Output()), new NeuralNetworkOptions { FrozenLayers = ["0"] }))
/// </code>
/// Immutable, and safe for any thread.
/// </remarks>
public sealed record TextBackbone
{
    internal const int DefaultLength = 62, LongestText = 510;

    /// <summary>Puts a network beside the vocabulary that it was trained with.</summary>
    /// <param name="network">
    /// The network, which takes the keys of tokens: <c>Networks.FromOnnx("bert.onnx", new OnnxOptions { Until = "last_hidden_state",
    /// Tokens = new OnnxTokens() })</c>.
    /// </param>
    /// <param name="tokens">How texts become keys, such as <c>new TokensToVectorOptions { VocabularyPath = "vocab.txt" }</c>.</param>
    /// <exception cref="ArgumentException">The network does not take keys of tokens, or the vocabulary would be learned.</exception>
    public TextBackbone(GraphLayer network, TokensToVectorOptions tokens)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tokens);
        if (!network.TakesIndices)
        {
            throw new ArgumentException(
                $"{network.Title} does not take the keys of tokens. Read it with new {nameof(OnnxOptions)} {{ "
                + $"{nameof(OnnxOptions.Tokens)} = new {nameof(OnnxTokens)}() }}.", nameof(network));
        }

        if (tokens is { VocabularyPath: null, WordPieces: null })
        {
            throw new ArgumentException(
                $"The vocabulary would be learned from the data, but {network.Title} was trained with one of its own. Say its file by "
                + $"new {nameof(TokensToVectorOptions)} {{ {nameof(TokensToVectorOptions.VocabularyPath)} = \"vocab.txt\" }}.",
                nameof(tokens));
        }

        Network = network;
        Tokens = tokens;
    }

    /// <summary>The network: a vector of keys of tokens gives one vector of numbers.</summary>
    public GraphLayer Network { get; }

    /// <summary>What <c>ml.Transforms.Text.TokensToVector</c> needs to make such vectors: the vocabulary, and the length.</summary>
    public TokensToVectorOptions Tokens { get; }

    /// <summary>
    /// The network over two texts, whose keys lie side by side in one vector: both vectors, brought to one length, their distance in each
    /// place, and their cosine. Both texts go through the same weights.
    /// </summary>
    /// <exception cref="ArgumentException">The network gives no single vector for a text.</exception>
    public GraphLayer Pair() => TextPairs.Of(Network, Tokens.Length, isSimilarity: false) with { Code = Made(nameof(Pair)) };

    /// <summary>
    /// The network over two texts, whose keys lie side by side in one vector: the cosine of their vectors, from −1 to 1, whichever text
    /// comes first.
    /// </summary>
    /// <inheritdoc cref="Pair"/>
    public GraphLayer Similarity() => TextPairs.Of(Network, Tokens.Length, isSimilarity: true) with { Code = Made(nameof(Similarity)) };

    private string? Made(string method) => Code is null ? null : $"{Code}.{method}()";

    /// <summary>How the backbone is made in code; null where that is not known.</summary>
    internal string? Code { get; init; }
}
