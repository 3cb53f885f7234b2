using System.Text;
using Microsoft.ML.Tokenizers;
using MLFlux.MLNet;

namespace MLFlux.Tokens;

/// <summary>Pieces of words, as BERT has them; words that cannot be put together of pieces are one token.</summary>
internal sealed class WordPieceTokens : TextTokenizer
{
    private readonly bool _ignoreCase;
    private readonly BertTokenizer _tokenizer;

    /// <exception cref="InvalidDataException">The vocabulary is not one of BERT's kind.</exception>
    public WordPieceTokens(IReadOnlyList<string> tokens, bool ignoreCase)
        : base(tokens)
    {
        _ignoreCase = ignoreCase;
        if (tokens.FirstOrDefault(token => token.AsSpan().ContainsAny('\n', '\r')) is not null)
            throw new InvalidDataException("the vocabulary has a token with a line break.");
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', tokens)));
        try
        {
            _tokenizer = BertTokenizer.Create(
                lines, new BertOptions { LowerCaseBeforeTokenization = ignoreCase, RemoveNonSpacingMarks = ignoreCase });
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException(
                $"the vocabulary is none of WordPiece, which has [UNK], [CLS], [SEP], [PAD] and [MASK]: {fault.Message}", fault);
        }
    }

    protected override TokenizerKind Kind => TokenizerKind.WordPiece;

    public override void Encode(ReadOnlyMemory<char> text, List<uint> keys)
    {
        if (text.IsEmpty)
            return;
        foreach (int id in _tokenizer.EncodeToIds(text.Span, addSpecialTokens: false, considerPreTokenization: true))
            keys.Add((uint)id + 1);
    }

    public static WordPieceTokens ReadBody(BinaryReader reader)
    {
        bool ignoreCase = reader.ReadBoolean();
        return new WordPieceTokens(TextList.Read(reader), ignoreCase);
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        writer.Write(_ignoreCase);
        TextList.Write(writer, Tokens);
    }
}
