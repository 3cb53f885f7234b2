namespace MLFlux.Tokens;

/// <summary>The kinds of vocabularies, as model files number them.</summary>
internal enum TokenizerKind : byte
{
    /// <summary>Learned words.</summary>
    Words = 1,

    /// <summary>Byte pairs, learned or of a <c>tokenizer.json</c>.</summary>
    BytePairs = 2,

    /// <summary>Pieces of words, of a <c>vocab.txt</c> or <c>tokenizer.json</c>.</summary>
    WordPiece = 3,

    /// <summary>A file of tiktoken.</summary>
    Tiktoken = 4,
}
