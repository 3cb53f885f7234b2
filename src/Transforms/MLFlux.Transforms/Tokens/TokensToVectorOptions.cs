namespace MLFlux;

/// <summary>How text becomes a vector of tokens; see <see cref="TokenCatalog.TokensToVector"/>. Immutable.</summary>
public sealed record TokensToVectorOptions
{
    internal const int MostLength = 65_536, LargestVocabulary = 1_000_000;

    /// <summary>How many tokens the vector has, from 1 to 65,536. The default is 64.</summary>
    public int Length { get; init; } = 64;

    /// <summary>Where a text of more tokens is cut. The default is its end.</summary>
    public TextEnd CutAt { get; init; } = TextEnd.End;

    /// <summary>Where a text of fewer tokens is filled up. The default is its end.</summary>
    public TextEnd PadAt { get; init; } = TextEnd.End;

    /// <summary>What the learned vocabulary consists of. The default is words.</summary>
    public TokenUnit Unit { get; init; } = TokenUnit.Words;

    /// <summary>
    /// How many tokens are learned at the most, the most frequent ones, from 2 to 1,000,000; byte pairs begin with the 256 bytes. The
    /// default is 20,000.
    /// </summary>
    public int MaxTokens { get; init; } = 20_000;

    /// <summary>How often a word, or a pair, has to be there to be learned: at least 1. The default is 2.</summary>
    public int LeastCount { get; init; } = 2;

    /// <summary>
    /// Whether upper and lower case are the same. The default is true. A <c>tokenizer.json</c> says so itself, and a tiktoken file has
    /// cases of its own.
    /// </summary>
    public bool IgnoreCase { get; init; } = true;

    /// <summary>
    /// A file with the vocabulary, which is then not learned: <c>vocab.txt</c> of WordPiece (any <c>.txt</c>, a token a line), a
    /// <c>tokenizer.json</c> of byte-level BPE or WordPiece, or one of tiktoken's files by its own name, such as
    /// <c>cl100k_base.tiktoken</c>. What is in it goes into the model. The default is null: the vocabulary is learned.
    /// </summary>
    public string? VocabularyPath { get; init; }

    /// <summary>The tokens of a WordPiece vocabulary that comes with a pretrained network; null for none.</summary>
    internal IReadOnlyList<string>? WordPieces { get; init; }

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Check()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), "options");
    }

    private IEnumerable<string> Faults()
    {
        if (Length is < 1 or > MostLength)
            yield return $"{nameof(Length)} is {Length}; it must be from 1 to {MostLength:N0}.";
        if (!Enum.IsDefined(CutAt))
            yield return $"{nameof(CutAt)} is {CutAt}; it must be TextEnd.Start or TextEnd.End.";
        if (!Enum.IsDefined(PadAt))
            yield return $"{nameof(PadAt)} is {PadAt}; it must be TextEnd.Start or TextEnd.End.";
        if (!Enum.IsDefined(Unit))
            yield return $"{nameof(Unit)} is {Unit}; it must be TokenUnit.Words or TokenUnit.BytePairs.";
        int least = Unit == TokenUnit.BytePairs ? Tokens.ByteCharacters.Count + 1 : 2;
        if (MaxTokens < least || MaxTokens > LargestVocabulary)
            yield return $"{nameof(MaxTokens)} is {MaxTokens}; for {Unit} it must be from {least:N0} to {LargestVocabulary:N0}.";
        if (LeastCount < 1)
            yield return $"{nameof(LeastCount)} is {LeastCount}; it must be at least 1.";
        if (VocabularyPath is { Length: 0 })
            yield return $"{nameof(VocabularyPath)} is empty; leave it null to learn the vocabulary.";
    }
}
