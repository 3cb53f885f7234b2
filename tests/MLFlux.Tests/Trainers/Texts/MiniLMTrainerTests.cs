using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Texts;

/// <summary>Texts and pairs of texts over MiniLM: what few rows teach holds for words that they lack.</summary>
[TestClass]
public sealed class MiniLMTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Classes_are_told_by_other_words_than_those_of_training()
    {
        TextPair[] learned = Said(
            ["The parcel", "The book", "Your answer"], ["was a pleasure", "was excellent", "made us happy"],
            ["was a disappointment", "was broken", "made us angry"]);
        TextPair[] later = Said(
            ["This novel", "The delivery"], ["turned out wonderful", "is superb"], ["turned out terrible", "is useless"]);

        var model = Classes(learned, Backbones.MiniLM(length: 10), second: null);

        IDataView scored = model.Transform(_ml.Data.LoadFromEnumerable(later));
        Assert.IsGreaterThan(0.8, _ml.MulticlassClassification.Evaluate(scored).MicroAccuracy);
        CheckInAnotherProcess(model, later);
    }

    /// <summary>The order of these pairs is known; they share words where they differ, and none where they agree.</summary>
    [TestMethod]
    public void Similar_sentences_score_above_others()
    {
        TextPair[] learned =
        [
            Pair("A man plays the guitar", "Someone is making music on a guitar", 4),
            Pair("The children went to school", "The pupils walked to their school", 4.5f),
            Pair("It rains in London", "The weather in London is wet", 4), Pair("The cat sleeps", "A dog barks at the door", 1),
            Pair("He bought a new car", "She sold her old car", 2), Pair("The bank is closed on Sunday", "We swam in the river", 0),
            Pair("The soup is too hot", "The train to Paris was late", 0), Pair("I like tea", "I prefer tea to most drinks", 3.5f),
        ];
        TextPair[] later =
        [
            Pair("The movie was fantastic", "That film was great", 0), Pair("The movie was long", "He went to the cinema alone", 0),
            Pair("The movie was fantastic", "The tax form is due in April", 0),
        ];

        var trainer = _ml.Regression.Trainers.SentenceSimilarity(
            Backbones.MiniLM(length: 12), labelColumnName: "Likeness", batchSize: 8, maxEpochs: 60);
        TransformerChain<ITransformer> model = trainer.Fit(_ml.Data.LoadFromEnumerable(learned));

        float[] scores = Scores(model, later);
        Assert.IsGreaterThan(scores[1] + 0.5f, scores[0], string.Join(", ", scores));
        Assert.IsGreaterThan(scores[2], scores[1], string.Join(", ", scores));
        Assert.AreEqual(4, scores[0], 1.5f);
        float[] exchanged = Scores(model, [.. later.Select(pair => Pair(pair.Sentence2, pair.Sentence1, 0))]);
        for (int i = 0; i < scores.Length; i++)
            Assert.AreEqual(scores[i], exchanged[i], 1e-4f);
        CheckInAnotherProcess(model, later);
    }

    /// <summary>600 messages, and 300 others held out; of pairs, the words from the fifth on are the second text.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Messages_are_told_apart_by_one_text_and_by_two(bool isPair)
    {
        IDataView table = _ml.Data.LoadTable(SharedData.PathOf("text", "sms.csv"));
        TextPair[] messages = [.. table.GetColumn<string>("type").Zip(table.GetColumn<string>("text"), Message).Take(900)];

        var model = Classes(messages[..600], Backbones.MiniLM(length: isPair ? 24 : 40), isPair ? "Sentence2" : null);

        double accuracy = _ml.MulticlassClassification
            .Evaluate(model.Transform(_ml.Data.LoadFromEnumerable(messages[600..]))).MicroAccuracy;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"sms.csv, 600 rows, {(isPair ? "two texts" : "one text")}: {accuracy:0.0000} of 300 held out"));
        Assert.IsGreaterThan(0.95, accuracy);
        CheckInAnotherProcess(model, messages[600..640]);

        TextPair Message(string type, string text)
        {
            string[] words = text.Split(' ');
            return new TextPair
            {
                Label = type,
                Sentence1 = string.Join(' ', isPair ? words.Take(4) : words),
                Sentence2 = string.Join(' ', words.Skip(4)),
            };
        }
    }

    private static TextPair Pair(string first, string second, float likeness) =>
        new() { Sentence1 = first, Sentence2 = second, Likeness = likeness };

    private static TextPair[] Said(string[] things, string[] praise, string[] blame) =>
    [
        .. from thing in things
           from said in praise.Select(words => (words, label: "praise")).Concat(blame.Select(words => (words, label: "blame")))
           select new TextPair { Sentence1 = $"{thing} {said.words}", Label = said.label },
    ];

    private TransformerChain<TransformerChain<ITransformer>> Classes(TextPair[] rows, TextBackbone body, string? second) =>
        _ml.Transforms.IfPresent("Label", _ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_ml.MulticlassClassification.Trainers.TextClassification(body, sentence2ColumnName: second, batchSize: 16))
            .Fit(_ml.Data.LoadFromEnumerable(rows));

    private float[] Scores(ITransformer model, TextPair[] pairs)
    {
        IDataView scored = model.Transform(_ml.Data.LoadFromEnumerable(pairs));
        return scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)] : [.. scored.GetColumn<float>("Score")];
    }

    private void CheckInAnotherProcess(ITransformer model, TextPair[] pairs)
    {
        using var folder = new TemporaryFolder();
        _ml.Model.Save(model, _ml.Data.LoadFromEnumerable(pairs).Schema, folder.File("texts.zip"));
        CollectionAssert.AreEqual(
            Scores(model, pairs).Select(BitConverter.SingleToInt32Bits).ToArray(),
            TextProcess.Score(folder.File("texts.zip"), "Score", pairs));
    }
}
