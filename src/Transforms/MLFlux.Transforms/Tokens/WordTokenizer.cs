using MLFlux.MLNet;

namespace MLFlux.Tokens;

/// <summary>Words by a learned list; those that are not in it are one token.</summary>
internal sealed class WordTokenizer : TextTokenizer
{
    /// <summary>The first token: any word that is not in the list.</summary>
    public const string Unknown = "[UNK]";

    private readonly Dictionary<string, uint> _keys;
    private readonly Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly bool _ignoreCase;

    public WordTokenizer(IReadOnlyList<string> tokens, bool ignoreCase)
        : base(tokens)
    {
        _ignoreCase = ignoreCase;
        _keys = tokens.Select((token, index) => (token, (uint)index + 1)).ToDictionary(StringComparer.Ordinal);
        _lookup = _keys.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    protected override TokenizerKind Kind => TokenizerKind.Words;

    public override void Encode(ReadOnlyMemory<char> text, List<uint> keys)
    {
        foreach (ReadOnlySpan<char> word in new WordSplitter(text.Span, _ignoreCase))
            keys.Add(_lookup.TryGetValue(word, out uint key) ? key : 1);
    }

    public static WordTokenizer ReadBody(BinaryReader reader)
    {
        bool ignoreCase = reader.ReadBoolean();
        return new WordTokenizer(TextList.Read(reader), ignoreCase);
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        writer.Write(_ignoreCase);
        TextList.Write(writer, Tokens);
    }
}
