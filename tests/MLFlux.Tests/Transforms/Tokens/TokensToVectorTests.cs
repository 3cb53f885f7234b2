using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Models;
using MLFlux.Tokens;

namespace MLFlux.Tests.Transforms;

/// <summary>Text as vectors of keys, by a vocabulary that is learned.</summary>
[TestClass]
public sealed class TokensToVectorTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_rows = View("The cat sat.", "the cat, the dog", "a Dog sat", "");

    [TestMethod]
    [DataRow(TokenUnit.Words)]
    [DataRow(TokenUnit.BytePairs)]
    public void It_keeps_the_estimators_contract(TokenUnit unit) =>
        new EstimatorContract(
            s_ml.Transforms.Text.TokensToVector("Words", "Text", new TokensToVectorOptions { Unit = unit, Length = 5 }), s_rows)
        {
            InvalidInputs = [s_ml.Data.LoadFromEnumerable([new Number(1)]), s_ml.Data.LoadFromEnumerable([new Other("a")])],
        }.Verify();

    [TestMethod]
    public void The_most_frequent_words_are_learned_and_the_others_are_one()
    {
        TokensToVectorTransformer model = Fit(s_rows, new TokensToVectorOptions { Length = 6 });

        CollectionAssert.AreEqual((string[])["[UNK]", "the", "cat", "dog", "sat"], model.Vocabulary.ToArray());
        uint[][] expected = [[2, 3, 5, 1, 0, 0], [2, 3, 1, 2, 4, 0], [1, 4, 5, 0, 0, 0], [0, 0, 0, 0, 0, 0]];
        AssertKeys(expected, model, s_rows);
        CollectionAssert.AreEqual(
            (string[])["[UNK]", "the", "cat"],
            Fit(s_rows, new TokensToVectorOptions { MaxTokens = 3 }).Vocabulary.ToArray());
        CollectionAssert.AreEqual(
            (string[])["[UNK]", "cat", "sat", "the"],
            Fit(s_rows, new TokensToVectorOptions { IgnoreCase = false }).Vocabulary.ToArray());
    }

    [TestMethod]
    [DataRow(TextEnd.End, TextEnd.End, new uint[] { 2, 3, 4 }, new uint[] { 2, 0, 0 })]
    [DataRow(TextEnd.Start, TextEnd.End, new uint[] { 4, 5, 6 }, new uint[] { 2, 0, 0 })]
    [DataRow(TextEnd.End, TextEnd.Start, new uint[] { 2, 3, 4 }, new uint[] { 0, 0, 2 })]
    public void Long_texts_are_cut_and_short_ones_filled_up_where_the_options_say(TextEnd cut, TextEnd pad, uint[] longer, uint[] shorter)
    {
        IDataView rows = View("a b c d e", "a");
        var options = new TokensToVectorOptions { Length = 3, LeastCount = 1, CutAt = cut, PadAt = pad };

        AssertKeys([longer, shorter], Fit(rows, options), rows);
    }

    [TestMethod]
    [DataRow("don't stop, U.S. 2 go!", "don't|stop|,|u|.|s|.|2|go|!")]
    [DataRow("我爱北京 2026年", "我|爱|北|京|2026|年")]
    [DataRow("東京タワーへ行く", "東|京|タ|ワ|ー|へ|行|く")]
    [DataRow("서울에 갔다", "서울에|갔다")]
    [DataRow("สวัสดี", "ส|วั|ส|ดี")]
    [DataRow("Привет, МИР", "привет|,|мир")]
    [DataRow("مرحبا بالعالم", "مرحبا|بالعالم")]
    [DataRow("नमस्ते दुनिया", "नमस्ते|दुनिया")]
    [DataRow("naïve CAFÉ", "naïve|café")]
    [DataRow("so 😀👍🏽!", "so|😀|👍|🏽|!")]
    [DataRow("a\u200Bb\u00A0c\td", "ab|c|d")]
    public void Words_of_any_script_are_told_apart(string text, string words) =>
        CollectionAssert.AreEqual(words.Split('|'), Split(text));

    [TestMethod]
    public void The_longest_of_common_pairs_are_learned_as_by_counting_anew()
    {
        string[] texts =
            ["low low low low low lower lower newest newest newest newest newest newest widest widest widest", "низкий низкий 很好很好"];
        TokensToVectorTransformer model = Fit(View(texts), new TokensToVectorOptions { Unit = TokenUnit.BytePairs, MaxTokens = 290 });

        CollectionAssert.AreEqual(CountAnew(texts, 290 - 256), model.Vocabulary.Skip(256).ToArray());
    }

    [TestMethod]
    public void Byte_pairs_write_any_text_and_lose_nothing()
    {
        TokensToVectorTransformer model = Fit(s_rows, new TokensToVectorOptions
        {
            Unit = TokenUnit.BytePairs, Length = 60, IgnoreCase = false,
        });
        string[] texts = ["The cat sat.", "我爱北京, ok? 😀", "never seen: Ωμέγα"];
        uint[][] keys = Keys(model, View(texts));
        for (int i = 0; i < texts.Length; i++)
        {
            string written = string.Concat(keys[i].Where(key => key > 0).Select(key => model.Vocabulary[(int)key - 1]));
            Assert.AreEqual(ByteCharacters.Of(texts[i]), written);
        }
    }

    [TestMethod]
    public void The_column_has_the_tokens_as_its_values_and_says_what_is_padding()
    {
        DataViewSchema.Column words = Fit(s_rows, new TokensToVectorOptions()).Transform(s_rows).Schema["Words"];

        Assert.AreEqual("Vector<Key<UInt32, 0-4>, 64>", words.Type.ToString());
        VBuffer<ReadOnlyMemory<char>> values = default;
        words.GetKeyValues(ref values);
        Assert.AreEqual("cat", values.GetItemOrDefault(2).ToString());
        Assert.AreEqual(0, PaddingAnnotation.Of(words));
        Assert.IsNull(PaddingAnnotation.Of(s_rows.Schema["Text"]));
    }

    [TestMethod]
    public void A_loaded_one_gives_the_same()
    {
        foreach (TokenUnit unit in Enum.GetValues<TokenUnit>())
        {
            TokensToVectorTransformer model = Fit(s_rows, new TokensToVectorOptions { Unit = unit, PadAt = TextEnd.Start, Length = 7 });
            AssertKeys(Keys(model, s_rows), ModelZip.Load(ModelZip.Save(model)), s_rows);
        }
    }

    [TestMethod]
    public void Nothing_to_learn_is_said_with_what_to_do()
    {
        foreach (TokenUnit unit in Enum.GetValues<TokenUnit>())
        {
            var options = new TokensToVectorOptions { Unit = unit, LeastCount = 9 };
            StringAssert.Contains(
                Assert.ThrowsExactly<InvalidOperationException>(() => Fit(s_rows, options)).Message, "Make LeastCount smaller.");
            StringAssert.Contains(
                Assert.ThrowsExactly<InvalidOperationException>(() => Fit(View("", ""), options)).Message, "no row has text");
        }
    }

    [TestMethod]
    public void All_options_out_of_range_are_named_at_once()
    {
        var options = new TokensToVectorOptions { Length = 0, MaxTokens = 1, LeastCount = 0, CutAt = (TextEnd)7, VocabularyPath = "" };
        string message = Assert.ThrowsExactly<ArgumentException>(
            () => s_ml.Transforms.Text.TokensToVector("Words", options: options)).Message;

        foreach (string name in (string[])["Length is 0", "MaxTokens is 1", "LeastCount is 0", "CutAt is 7", "VocabularyPath is empty"])
            StringAssert.Contains(message, name);
    }

    private static string[] Split(string text)
    {
        var words = new List<string>();
        foreach (ReadOnlySpan<char> word in new WordSplitter(text, ignoreCase: true))
            words.Add(word.ToString());
        return [.. words];
    }

    /// <summary>The pairs that become tokens, each counted over all texts anew.</summary>
    private static string[] CountAnew(string[] texts, int merges)
    {
        List<List<string>> pieces = [.. texts.SelectMany(text => BytePairLearner.Pieces(text.ToLowerInvariant()))
            .Select(piece => ByteCharacters.Of(piece).Select(letter => letter.ToString()).ToList())];
        var learned = new List<string>();
        while (learned.Count < merges)
        {
            var best = pieces.SelectMany(piece => piece.Zip(piece.Skip(1))).GroupBy(pair => pair)
                .OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key.First, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Second, StringComparer.Ordinal).First();
            if (best.Count() < 2)
                break;
            foreach (List<string> piece in pieces)
            {
                for (int i = 0; i + 1 < piece.Count; i++)
                {
                    if ((piece[i], piece[i + 1]) != best.Key)
                        continue;
                    piece[i] += piece[i + 1];
                    piece.RemoveAt(i + 1);
                }
            }

            learned.Add(best.Key.First + best.Key.Second);
        }

        return [.. learned.Distinct()];
    }

    private static TokensToVectorTransformer Fit(IDataView rows, TokensToVectorOptions options) =>
        s_ml.Transforms.Text.TokensToVector("Words", "Text", options).Fit(rows);

    private static void AssertKeys(uint[][] expected, ITransformer model, IDataView rows)
    {
        uint[][] came = Keys(model, rows);
        Assert.HasCount(expected.Length, came);
        for (int row = 0; row < expected.Length; row++)
            CollectionAssert.AreEqual(expected[row], came[row]);
    }

    private static uint[][] Keys(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<uint[]>("Words")];

    private static IDataView View(params string[] texts) => s_ml.Data.LoadFromEnumerable(texts.Select(text => new Line(text)));

    private sealed record Line(string Text);

    private sealed record Number(float Text);

    private sealed record Other(string Words2);
}
