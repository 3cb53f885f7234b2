using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;
using MLFlux.Tokens;

namespace MLFlux.Tests.Transforms;

/// <summary>Vocabularies that others made: those that are read, and those that are refused by name.</summary>
[TestClass]
public sealed class VocabularyFileTests
{
    private const string Bytes = "\"normalizer\": null, \"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false}";
    private const string Bert =
        "\"normalizer\": {\"type\": \"BertNormalizer\", \"lowercase\": true}, \"pre_tokenizer\": {\"type\": \"BertPreTokenizer\"}";

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly string[] s_pieces =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "play", "##ing", "##ed", "the", "我", "北", "京", ",", "un", "##do"];

    [TestMethod]
    public void A_vocab_txt_gives_the_pieces_of_words()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("vocab.txt", Encoding.UTF8.GetBytes(string.Join("\r\n", s_pieces) + "\n"));

        AssertTokens(file, "Playing, the undo", ["play", "##ing", ",", "the", "un", "##do"]);
        AssertTokens(file, "我playxyz 北京", ["我", "[UNK]", "北", "京"]);
        AssertTokens(file, "", []);
    }

    [TestMethod]
    public void A_tokenizer_json_of_either_kind_is_read()
    {
        using var folder = new TemporaryFolder();
        string pieces = string.Join(", ", s_pieces.Select((piece, i) => $"\"{piece}\": {i}"));
        string wordPiece = Json(folder, $"\"model\": {{\"type\": \"WordPiece\", \"vocab\": {{{pieces}}}}}, {Bert}");
        AssertTokens(wordPiece, "played THE", ["play", "##ed", "the"]);

        string bpe = Json(folder, $"\"model\": {{\"type\": \"BPE\", \"vocab\": {{{ByteVocabulary("lo", "low", "Ġlow")}}}, "
            + $"\"merges\": [\"l o\", [\"lo\", \"w\"], \"Ġ low\"]}}, {Bytes}");
        AssertTokens(bpe, "low low", ["low", "Ġlow"]);
        AssertTokens(bpe, "Low é", ["L", "o", "w", "Ġ", "Ã", "©"]);
    }

    [TestMethod]
    public void A_file_of_tiktoken_is_read_by_its_name()
    {
        using var folder = new TemporaryFolder();
        byte[][] tokens = [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), "lo"u8.ToArray(), "low"u8.ToArray()];
        byte[] lines = Encoding.ASCII.GetBytes(string.Concat(tokens.Select((token, i) => $"{Convert.ToBase64String(token)} {i}\n")));

        AssertTokens(folder.Write("cl100k_base.tiktoken", lines), "low 我", ["bG93", "IA==", "5g==", "iA==", "kQ=="]);
        AssertRefused(folder.Write("mine.tiktoken", lines), "'mine' is no encoding of tiktoken that is read; those are cl100k_base");
        AssertRefused(folder.Write("o200k_base.tiktoken", "nothing"u8.ToArray()), "'nothing' is not bytes in base64");
    }

    [TestMethod]
    [DataRow("""{"model": {"type": "Unigram", "vocab": [["a", 0.1]]}}""", "Unigram")]
    [DataRow("""{"model": {"type": "WordLevel", "vocab": {"a": 0}}}""", "'WordLevel'")]
    [DataRow("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}, "pre_tokenizer": {"type": "Metaspace"}}""", "pre_tokenizer is 'Metaspace'")]
    [DataRow("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}""", "pre_tokenizer is missing")]
    [DataRow("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}, "pre_tokenizer": {"type": "ByteLevel"}}""", "add_prefix_space")]
    [DataRow("""{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}, "normalizer": {"type": "NFC"}}""", "normalizer is 'NFC'")]
    [DataRow("""{"model": {"type": "BPE", "vocab": {"a": 0, "b": 2}, "merges": []}}""", "none of number 1")]
    [DataRow("""{"model": {"type": "WordPiece", "vocab": {"a": 0}}, "pre_tokenizer": {"type": "BertPreTokenizer"}, "normalizer": {"type": "BertNormalizer"}}""", "[UNK]")]
    [DataRow("""{"other": 1}""", "not a tokenizer.json")]
    [DataRow("no JSON", "not a tokenizer.json")]
    public void What_the_library_cannot_compute_is_refused_by_name(string content, string says)
    {
        using var folder = new TemporaryFolder();
        AssertRefused(folder.Write("tokenizer.json", Encoding.UTF8.GetBytes(content)), says);
    }

    [TestMethod]
    public void Other_files_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(folder.Write("sentencepiece.bpe.model", 1, 2, 3), "SentencePiece");
        AssertRefused(folder.Write("words.bin", 1, 2, 3), "says nothing of what it holds");
        AssertRefused(folder.Write("vocab.txt", "a\nb\na\n"u8.ToArray()), "'a' twice");
        AssertRefused(folder.Write("latin1.txt", 0xE9, 0x0A), "UTF-8");
        Assert.ThrowsExactly<FileNotFoundException>(() => Fit(folder.File("missing.txt")));
    }

    private static string Json(TemporaryFolder folder, string members) =>
        folder.Write($"tokenizer{Guid.NewGuid():N}.json", Encoding.UTF8.GetBytes($"{{{members}}}"));

    /// <summary>The characters of the bytes, and others behind them, with their numbers.</summary>
    private static string ByteVocabulary(params string[] others) => string.Join(
        ", ", ByteCharacters.All.Concat(others).Select((token, i) => $"{System.Text.Json.JsonSerializer.Serialize(token)}: {i}"));

    private static void AssertRefused(string file, string says)
    {
        string message = Assert.ThrowsExactly<InvalidDataException>(() => Fit(file)).Message;
        StringAssert.Contains(message, $"'{file}'");
        StringAssert.Contains(message, says);
    }

    private static void AssertTokens(string file, string text, string[] tokens)
    {
        TokensToVectorTransformer model = Fit(file);
        IDataView rows = s_ml.Data.LoadFromEnumerable([new Line(text)]);
        foreach (ITransformer one in (ITransformer[])[model, ModelZip.Load(ModelZip.Save(model))])
        {
            uint[] keys = one.Transform(rows).GetColumn<uint[]>("Words").Single();
            CollectionAssert.AreEqual(tokens, keys.Where(key => key > 0).Select(key => model.Vocabulary[(int)key - 1]).ToArray());
        }
    }

    private static TokensToVectorTransformer Fit(string file) =>
        s_ml.Transforms.Text.TokensToVector("Words", "Text", new TokensToVectorOptions { VocabularyPath = file, Length = 16 })
            .Fit(s_ml.Data.LoadFromEnumerable<Line>([]));

    private sealed record Line(string Text);
}
