using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns text into what an embedding takes.</summary>
public static class TokenCatalog
{
    /// <summary>
    /// Turns text into the numbers of its tokens: a vector of keys of one length, cut and filled up. It learns a vocabulary from the
    /// rows, of words or of byte pairs, or takes one from a file.
    /// </summary>
    /// <remarks>
    /// <code>
    /// ml.Transforms.Text.TokensToVector("Words", "Comment")
    ///     .Append(ml.BinaryClassification.Trainers.NeuralNetwork(
    ///         Chain(Embedding(20_001, 32), Gru(32), Output()), featureColumnName: "Words"))
    /// </code>
    /// A key is missing, 0 for a network, where the vector is filled up. The column says so in an annotation: <c>Embedding</c> and
    /// <c>EmbeddingBag</c> over it take 0 for padding by themselves, so that a network gives the same for a text, however far it is filled
    /// up. An embedding needs one level more than there are keys (<see cref="TokensToVectorTransformer.Vocabulary"/>), or more.
    /// Words in scripts without blanks between them, such as Chinese and Thai, are taken apart into characters.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms.Text</c>.</param>
    /// <param name="outputColumnName">
    /// The column to add: <c>Vector&lt;Key&lt;UInt32&gt;, length&gt;</c>, with the tokens as its <c>KeyValues</c>.
    /// </param>
    /// <param name="inputColumnName">The column of text; null for the name of the output.</param>
    /// <param name="options">Length, vocabulary and so on; null for the defaults.</param>
    /// <exception cref="ArgumentException">A name is empty, or options are out of range; all of those are named at once.</exception>
    public static TokensToVectorEstimator TokensToVector(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName = null,
        TokensToVectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        options ??= new TokensToVectorOptions();
        options.Check();
        return new TokensToVectorEstimator(catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName, options);
    }
}
