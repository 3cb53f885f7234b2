using System.Text;
using Microsoft.ML.Tokenizers;
using MLFlux.MLNet;

namespace MLFlux.Tokens;

/// <summary>Byte pairs: bytes and what was merged of them, in the order of the merges.</summary>
internal sealed class BytePairTokenizer : TextTokenizer
{
    private readonly IReadOnlyList<string> _merges;
    private readonly bool _ignoreCase;
    private readonly BpeTokenizer _tokenizer;

    /// <param name="tokens">The tokens in characters for bytes.</param>
    /// <param name="merges">The pairs that are merged, each with a blank between, the first first.</param>
    /// <param name="ignoreCase">Whether texts are put in lower case before.</param>
    /// <exception cref="InvalidDataException">They do not fit each other.</exception>
    public BytePairTokenizer(IReadOnlyList<string> tokens, IReadOnlyList<string> merges, bool ignoreCase)
        : base(tokens)
    {
        (_merges, _ignoreCase) = (merges, ignoreCase);
        try
        {
            _tokenizer = BpeTokenizer.Create(new BpeOptions(tokens.Select((token, index) => KeyValuePair.Create(token, index)))
            {
                Merges = merges,
                ByteLevel = true,
                PreTokenizer = RobertaPreTokenizer.Instance,
            });
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"the byte pairs do not fit the vocabulary: {fault.Message}", fault);
        }
    }

    protected override TokenizerKind Kind => TokenizerKind.BytePairs;

    public override void Encode(ReadOnlyMemory<char> text, List<uint> keys)
    {
        foreach (int id in _tokenizer.EncodeToIds(Normalized(text.Span, _ignoreCase)))
            keys.Add((uint)id + 1);
    }

    /// <summary>A text as its pairs are looked for.</summary>
    public static string Normalized(ReadOnlySpan<char> text, bool ignoreCase)
    {
        if (!ignoreCase)
            return text.ToString();

        var lower = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[2];
        foreach (Rune rune in text.EnumerateRunes())
            lower.Append(letters[..Rune.ToLowerInvariant(rune).EncodeToUtf16(letters)]);
        return lower.ToString();
    }

    public static BytePairTokenizer ReadBody(BinaryReader reader)
    {
        bool ignoreCase = reader.ReadBoolean();
        return new BytePairTokenizer(TextList.Read(reader), TextList.Read(reader), ignoreCase);
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        writer.Write(_ignoreCase);
        TextList.Write(writer, Tokens);
        TextList.Write(writer, _merges);
    }
}
