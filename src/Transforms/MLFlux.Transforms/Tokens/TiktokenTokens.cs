using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;
using MLFlux.MLNet;

namespace MLFlux.Tokens;

/// <summary>A vocabulary of tiktoken: a line for each token with its bytes in base64 and its number.</summary>
internal sealed class TiktokenTokens : TextTokenizer
{
    /// <summary>The encodings that are read, each with a model that uses it: how a text is cut before depends on the encoding.</summary>
    private static readonly Dictionary<string, string> s_models = new()
    {
        ["cl100k_base"] = "gpt-4",
        ["o200k_base"] = "gpt-4o",
        ["p50k_base"] = "text-davinci-003",
        ["r50k_base"] = "text-davinci-001",
    };

    private readonly string _encoding;
    private readonly TiktokenTokenizer _tokenizer;

    /// <param name="encoding">The name of the encoding.</param>
    /// <param name="tokens">The tokens' bytes in base64, in the order of their numbers.</param>
    /// <exception cref="InvalidDataException">The encoding is unknown, or the tokens are not what tiktoken writes.</exception>
    public TiktokenTokens(string encoding, IReadOnlyList<string> tokens)
        : base(tokens)
    {
        _encoding = encoding;
        if (!s_models.TryGetValue(encoding, out string? model))
            throw new InvalidDataException(
                $"'{encoding}' is no encoding of tiktoken that is read; those are {string.Join(", ", s_models.Keys)}.");

        var lines = new StringBuilder();
        for (int i = 0; i < tokens.Count; i++)
            lines.Append(tokens[i]).Append(' ').Append(i.ToString(CultureInfo.InvariantCulture)).Append('\n');
        using var content = new MemoryStream(Encoding.ASCII.GetBytes(lines.ToString()));
        try
        {
            _tokenizer = TiktokenTokenizer.CreateForModel(model, content);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidDataException($"it is not what tiktoken writes: {fault.Message}", fault);
        }
    }

    protected override TokenizerKind Kind => TokenizerKind.Tiktoken;

    public override void Encode(ReadOnlyMemory<char> text, List<uint> keys)
    {
        foreach (int id in _tokenizer.EncodeToIds(text.Span))
            keys.Add((uint)id + 1);
    }

    public static TiktokenTokens ReadBody(BinaryReader reader)
    {
        string encoding = reader.ReadString();
        return new TiktokenTokens(encoding, TextList.Read(reader));
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        writer.Write(_encoding);
        TextList.Write(writer, Tokens);
    }
}
