using static MLFlux.Layers;

namespace MLFlux.ReadyMade;

/// <summary>The branch of a column of long texts, which classes are told apart by.</summary>
/// <remarks>
/// Pairs of words are counted by the first so many that come, in a long text most of them once, and so those of the first rows: a network
/// learns these rows by heart. The mean of the vectors of a text's words tells such texts apart better. Short texts are told apart better
/// by the counts of their words and pairs.
/// </remarks>
internal static class TextTraining
{
    /// <summary>The rate of AdamW where vectors of words are all there is to learn.</summary>
    public const double LearningRate = 0.01;

    private const double LeastWords = 50;
    private const int FewRows = 2_000, ShortestVector = 128, LongestVector = 1_024, VectorStep = 64;

    /// <summary>Whether texts are long.</summary>
    public static bool IsLong(ColumnProfile column) => column.Words >= LeastWords;

    /// <summary>How long texts become tokens: twice as many as they have words on average.</summary>
    public static TokensToVectorOptions Tokens(ColumnProfile column) => new()
    {
        Length = Math.Clamp((int)(2 * column.Words) / VectorStep * VectorStep, ShortestVector, LongestVector),
        MaxTokens = column.Rows < FewRows ? 2_000 : 8_000,
    };

    /// <summary>The branch over the tokens.</summary>
    public static Layer Branch(TokensToVectorOptions tokens) => Chain(EmbeddingBag(tokens.MaxTokens + 1, 32), Dropout(0.5));
}
