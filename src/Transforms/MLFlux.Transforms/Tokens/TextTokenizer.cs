namespace MLFlux.Tokens;

/// <summary>Takes texts apart by a vocabulary. Immutable, and safe for any thread.</summary>
internal abstract class TextTokenizer
{
    private const int LongestToken = 4_096;

    /// <param name="tokens">The tokens, that of key 1 first; each once.</param>
    /// <exception cref="InvalidDataException">There are none, too many, or some twice.</exception>
    protected TextTokenizer(IReadOnlyList<string> tokens)
    {
        if (tokens.Count is 0 or > TokensToVectorOptions.LargestVocabulary)
            throw new InvalidDataException(
                $"the vocabulary has {tokens.Count:N0} tokens; it must have from 1 to {TokensToVectorOptions.LargestVocabulary:N0}.");
        if (tokens.FirstOrDefault(token => token.Length is 0 or > LongestToken) is { } wrong)
            throw new InvalidDataException(
                $"a token of the vocabulary has {wrong.Length:N0} characters; it must have 1 to {LongestToken:N0}.");
        if (tokens.GroupBy(token => token).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw new InvalidDataException($"the vocabulary has the token '{twice.Key}' twice.");

        Tokens = tokens;
        Texts = [.. tokens.Select(token => token.AsMemory())];
    }

    /// <summary>The tokens, that of key 1 first.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The same as a column has them.</summary>
    public ReadOnlyMemory<char>[] Texts { get; }

    /// <summary>What the kind is called in a model file.</summary>
    protected abstract TokenizerKind Kind { get; }

    /// <summary>Adds the keys of a text's tokens.</summary>
    public abstract void Encode(ReadOnlyMemory<char> text, List<uint> keys);

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        WriteBody(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not what MLFlux writes.</exception>
    public static TextTokenizer Read(BinaryReader reader)
    {
        var kind = (TokenizerKind)reader.ReadByte();
        if (!Enum.IsDefined(kind))
            throw new InvalidDataException($"its vocabulary is of an unknown kind, {(byte)kind}.");
        return kind switch
        {
            TokenizerKind.Words => WordTokenizer.ReadBody(reader),
            TokenizerKind.BytePairs => BytePairTokenizer.ReadBody(reader),
            TokenizerKind.WordPiece => WordPieceTokens.ReadBody(reader),
            TokenizerKind.Tiktoken => TiktokenTokens.ReadBody(reader),
        };
    }

    protected abstract void WriteBody(BinaryWriter writer);
}
