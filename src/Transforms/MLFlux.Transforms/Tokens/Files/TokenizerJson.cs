using System.Text.Json;

namespace MLFlux.Tokens;

/// <summary>
/// Reads a <c>tokenizer.json</c> of the kinds that can be computed as its own library does: byte-level BPE and WordPiece. The rest is
/// refused by name: half a tokenizer would give other tokens than the model was trained with.
/// </summary>
internal static class TokenizerJson
{
    /// <exception cref="InvalidDataException">It is none, or of another kind.</exception>
    public static TextTokenizer Read(byte[] content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content, new JsonDocumentOptions { AllowDuplicateProperties = false });
            JsonElement root = document.RootElement, model = root.GetProperty("model");
            string[] tokens = Tokens(model.GetProperty("vocab"), root);
            return TypeOf(model) switch
            {
                "BPE" => BytePairs(root, model, tokens),
                "WordPiece" => WordPiece(root, model, tokens),
                var other => throw new InvalidDataException($"its model is '{other}'; BPE of bytes and WordPiece are read."),
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"it is not a tokenizer.json: {fault.Message}", fault);
        }
    }

    private static BytePairTokenizer BytePairs(JsonElement root, JsonElement model, string[] tokens)
    {
        JsonElement cut = Part(root, "pre_tokenizer");
        if (TypeOf(cut) != "ByteLevel")
            throw NotRead("pre_tokenizer", TypeOf(cut), "ByteLevel");
        if (IsTrue(cut, "add_prefix_space", absent: true))
            throw new InvalidDataException("its pre_tokenizer has add_prefix_space, which is not computed.");
        if (!IsTrue(cut, "use_regex", absent: true))
            throw new InvalidDataException("its pre_tokenizer has no use_regex, which is not computed.");
        bool ignoreCase = TypeOf(Part(root, "normalizer")) switch
        {
            null => false,
            "Lowercase" => true,
            var other => throw NotRead("normalizer", other, "none and Lowercase"),
        };
        if (Part(model, "continuing_subword_prefix") is { ValueKind: JsonValueKind.String } prefix && prefix.GetString()!.Length > 0)
            throw new InvalidDataException("its model has a continuing_subword_prefix, which BPE of bytes has not.");

        string[] merges = [.. model.GetProperty("merges").EnumerateArray().Select(merge => merge.ValueKind == JsonValueKind.String
            ? merge.GetString()!
            : string.Join(' ', merge.EnumerateArray().Select(part => part.GetString()))), ];
        return new BytePairTokenizer(tokens, merges, ignoreCase);
    }

    private static WordPieceTokens WordPiece(JsonElement root, JsonElement model, string[] tokens)
    {
        JsonElement cut = Part(root, "pre_tokenizer"), normalizer = Part(root, "normalizer");
        if (TypeOf(cut) != "BertPreTokenizer")
            throw NotRead("pre_tokenizer", TypeOf(cut), "BertPreTokenizer");
        if (TypeOf(normalizer) != "BertNormalizer")
            throw NotRead("normalizer", TypeOf(normalizer), "BertNormalizer");
        if (Part(model, "continuing_subword_prefix") is { ValueKind: JsonValueKind.String } prefix && prefix.GetString() != "##")
            throw new InvalidDataException($"its continuing_subword_prefix is '{prefix.GetString()}'; ## is read.");

        bool ignoreCase = IsTrue(normalizer, "lowercase", absent: true);
        if (IsTrue(normalizer, "strip_accents", absent: ignoreCase) != ignoreCase)
            throw new InvalidDataException("its normalizer strips accents and keeps the case, or the other way round, which is not read.");
        return new WordPieceTokens(tokens, ignoreCase);
    }

    /// <summary>The tokens in the order of their numbers, which follow one another, with those that were added.</summary>
    private static string[] Tokens(JsonElement vocabulary, JsonElement root)
    {
        if (vocabulary.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"its vocabulary is a list, as that of {TypeOf(root.GetProperty("model"))}, which is not read.");

        var numbers = new Dictionary<int, string>();
        foreach (JsonProperty token in vocabulary.EnumerateObject())
            numbers[token.Value.GetInt32()] = token.Name;
        if (Part(root, "added_tokens") is { ValueKind: JsonValueKind.Array } added)
        {
            foreach (JsonElement token in added.EnumerateArray())
                numbers.TryAdd(token.GetProperty("id").GetInt32(), token.GetProperty("content").GetString()!);
        }

        var tokens = new string[numbers.Count];
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = numbers.GetValueOrDefault(i)
                ?? throw new InvalidDataException($"its vocabulary has {numbers.Count:N0} tokens, but none of number {i}.");
        }

        return tokens;
    }

    private static string? TypeOf(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out JsonElement type) ? type.GetString() : null;

    private static JsonElement Part(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement part) ? part : default;

    private static bool IsTrue(JsonElement part, string name, bool absent) =>
        part.TryGetProperty(name, out JsonElement flag) && flag.ValueKind != JsonValueKind.Null ? flag.GetBoolean() : absent;

    private static InvalidDataException NotRead(string part, string? type, string read) =>
        new($"its {part} is {(type is null ? "missing" : $"'{type}'")}; {read} is read.");
}
