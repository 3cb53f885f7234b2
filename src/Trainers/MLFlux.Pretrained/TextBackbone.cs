namespace MLFlux;

/// <summary>A pretrained network over texts, and how texts become what it takes.</summary>
/// <remarks>
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

    internal TextBackbone(GraphLayer network, TokensToVectorOptions tokens)
    {
        Network = network;
        Tokens = tokens;
    }

    /// <summary>The network: a vector of keys of tokens gives one vector of numbers.</summary>
    public GraphLayer Network { get; }

    /// <summary>What <c>ml.Transforms.Text.TokensToVector</c> needs to make such vectors: the vocabulary, and the length.</summary>
    public TokensToVectorOptions Tokens { get; }
}
