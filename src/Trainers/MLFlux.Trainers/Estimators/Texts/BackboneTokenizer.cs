using MLFlux.Tokens;

namespace MLFlux.Estimators;

/// <summary>What takes texts apart for a pretrained network.</summary>
internal static class BackboneTokenizer
{
    /// <exception cref="FileNotFoundException">There is no file of the vocabulary.</exception>
    /// <exception cref="InvalidDataException">The file holds a vocabulary of a kind that is not read, or is damaged.</exception>
    public static TextTokenizer Create(TokensToVectorOptions tokens) => tokens.WordPieces is { } pieces
        ? new WordPieceTokens(pieces, tokens.IgnoreCase)
        : VocabularyFile.Read(tokens.VocabularyPath!, tokens.IgnoreCase);
}
