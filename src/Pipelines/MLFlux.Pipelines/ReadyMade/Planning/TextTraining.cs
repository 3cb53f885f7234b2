using static MLFlux.Layers;

namespace MLFlux.ReadyMade;

/// <summary>The branch of a column of texts that are read as tokens: long ones, which classes are told apart by.</summary>
/// <remarks>
/// Counts of words, each as loud as it has to do with the label, find the word that decides. The mean of the vectors of a text's words
/// tells texts apart in which many words say a little. Short texts are told apart better by the counts of their words and pairs alone. In
/// scripts without blanks between words there is nothing to count but whole texts.
/// </remarks>
internal static class TextTraining
{
    /// <summary>The rate of AdamW where vectors of words are all there is to learn.</summary>
    public const double LearningRate = 0.01;

    /// <summary>So many words and pairs of words of a text are learned from at the most.</summary>
    public const int MostNgrams = 10_000;

    /// <summary>
    /// So many of all texts, where numbers stand beside them and the rows are not too many: a vector that is no wider keeps the bins of
    /// numbers, and its network the members.
    /// </summary>
    private const int NgramsBesideNumbers = 1_000, MostRowsBesideNumbers = 20_000;

    private const double LeastWords = 50;
    private const int FewRows = 2_000, ShortestVector = 128, LongestVector = 1_024, VectorStep = 64;

    /// <summary>How many words and pairs of words of each text are learned from at the most.</summary>
    /// <param name="texts">How many texts a row has.</param>
    /// <param name="numbers">How many numbers it has.</param>
    /// <param name="rows">How many rows there are.</param>
    public static int Ngrams(int texts, int numbers, long rows) => texts > 0 && numbers > 0 && rows < MostRowsBesideNumbers
        ? Math.Max(1, NgramsBesideNumbers / texts) : MostNgrams;

    /// <summary>Whether texts are read as tokens rather than counted.</summary>
    /// <param name="column">The column of texts.</param>
    /// <param name="hasClasses">Whether classes are told apart, yes or no among them.</param>
    public static bool HasTokens(ColumnProfile column, bool hasClasses) =>
        !HasCounts(column) || (hasClasses && column.Words >= LeastWords);

    /// <summary>Whether the words and pairs of words of texts are counted: where blanks part the words.</summary>
    public static bool HasCounts(ColumnProfile column) => column.Characters <= column.Words / 2;

    /// <summary>How texts become tokens: twice as many as they have words, or characters, on average.</summary>
    public static TokensToVectorOptions Tokens(ColumnProfile column) => new()
    {
        Length = Math.Clamp((int)(2 * Math.Max(column.Words, column.Characters)) / VectorStep * VectorStep, ShortestVector, LongestVector),
        MaxTokens = column.Rows < FewRows ? 2_000 : 8_000,
    };

    /// <summary>The branch of a pretrained network.</summary>
    public static Layer Branch(TextBackbone backbone) => Chain(backbone.Network, Dropout(0.2));

    /// <summary>The branch over the tokens.</summary>
    public static Layer Branch(TokensToVectorOptions tokens) => Chain(EmbeddingBag(tokens.MaxTokens + 1, 32), Dropout(0.5));
}
