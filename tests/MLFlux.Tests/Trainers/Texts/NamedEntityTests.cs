using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Graphs;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Texts;

/// <summary>Words could not be labelled, each by its own vector.</summary>
[TestClass]
public sealed class NamedEntityTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Words_are_labelled_by_their_own_tokens_and_after_loading_alike()
    {
        // Animals and numbers; "the" has no label, and the last word is beyond the network's length.
        Labelled[] rows =
        [
            .. Enumerable.Range(0, 12).Select(i => new Labelled
            {
                Sentence = i % 2 == 0 ? "the  cat one" : "two dog\tthe three cat",
                Label = i % 2 == 0 ? ["", "animal", "number"] : ["number", "animal", "", "number", "animal"],
            }),
        ];
        IDataView data = Keyed(rows);
        TransformerChain<ITransformer> model = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(
            SmallBackbone.Make(length: 4), maxEpochs: 60, batchSize: 4).Fit(data);

        string[][] predicted = WordPredictions.Of(model, data);
        float[][] scores = [.. model.Transform(data).GetColumn<float[]>("Score")];
        CollectionAssert.AreEqual(Enumerable.Range(0, 3).Select(place => Best(scores[0], place)).ToArray(), predicted[0]);
        CollectionAssert.AreEqual(Enumerable.Range(0, 4).Select(place => Best(scores[1], place)).ToArray(), predicted[1][..4]);
        Assert.AreEqual("", predicted[1][4], "The fifth word is beyond the four tokens.");

        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(
            model.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score).ToArray(),
            loaded.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score).ToArray());
        for (int i = 0; i < predicted.Length; i++)
            CollectionAssert.AreEqual(predicted[i], WordPredictions.Of(loaded, data)[i]);
    }

    /// <summary>The head's product with each token's vector, computed here.</summary>
    [TestMethod]
    public void Scores_are_those_of_the_head_over_the_vectors_of_the_tokens()
    {
        IDataView data = Keyed([new Labelled { Sentence = "the cat", Label = ["", "animal"] },
            new Labelled { Sentence = "one dog", Label = ["number", "animal"] }]);
        TransformerChain<ITransformer> model = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(
            SmallBackbone.Make(length: 3), maxEpochs: 3).Fit(data);
        NeuralNetworkModel network = model.OfType<NeuralNetworkTransformer>().Single().Model;
        float[] keys = [.. model.Transform(data).GetColumn<VBuffer<uint>>("Sentence_tokens").First().DenseValues()
            .Select(key => (float)key)];
        float[] vectors = GraphScores.Compute(SmallBackbone.Make(3, TokenPooling.None).Network, new Shape(3), keys);
        ReadOnlySpan<float> weight = network.Weights.Single(one => one.Name == "1.weight").Values.Span;
        ReadOnlySpan<float> bias = network.Weights.Single(one => one.Name == "1.bias").Values.Span;
        int width = vectors.Length / 5, labels = bias.Length;
        var expected = new float[5 * labels];
        for (int token = 0; token < 5; token++)
        {
            for (int label = 0; label < labels; label++)
            {
                double sum = bias[label];
                for (int i = 0; i < width; i++)
                    sum += (double)weight[(label * width) + i] * vectors[(token * width) + i];
                expected[(token * labels) + label] = (float)sum;
            }
        }

        float[] scores = model.Transform(data).GetColumn<float[]>("Score").First();
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(expected, scores));
    }

    [TestMethod]
    public void Persons_and_places_are_found_among_words_that_were_not_learned()
    {
        Labelled[] rows =
        [
            Row("Anna lives in Paris", "person", "", "", "place"), Row("Peter went to London", "person", "", "", "place"),
            Row("We met Maria in Rome", "", "", "person", "", "place"), Row("John comes from Berlin", "person", "", "", "place"),
            Row("In Madrid it rained", "", "place", "", ""), Row("My friend David called Susan", "", "", "person", "", "person"),
        ];
        foreach (Labelled row in rows)
            row.Label = [.. row.Label.Select(label => label.Length > 0 ? label : "other")];
        TransformerChain<ITransformer> model = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(
            Backbones.MiniLM(length: 12), maxEpochs: 40, batchSize: 8).Fit(Keyed(rows));

        string[][] predicted = WordPredictions.Of(
            model, _ml.Data.LoadFromEnumerable([Row("Robert lives in Vienna"), Row("I saw Julia in Lisbon")]));
        CollectionAssert.AreEqual(new[] { "person", "other", "other", "place" }, predicted[0], string.Join(' ', predicted[0]));
        CollectionAssert.AreEqual(new[] { "other", "other", "person", "other", "place" }, predicted[1], string.Join(' ', predicted[1]));
    }

    [TestMethod]
    public void Labels_that_do_not_fit_the_words_are_said_with_the_row()
    {
        IDataView data = Keyed([Row("the cat", "a", "b"), Row("the dog ran", "a", "b")]);
        var trainer = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(SmallBackbone.Make());
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data)).Message,
            "Row 2 has 2 labels in column 'Label' for the 3 words of column 'Sentence'");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _ml.MulticlassClassification.Trainers.NamedEntityRecognition(
                SmallBackbone.Make(), new TextTrainerOptions { Sentence2ColumnName = "Other" })).Message, "leave Sentence2ColumnName null");
    }

    /// <summary>The better of two labels for a word of one token, whose scores stand behind those of the text's start.</summary>
    private static string Best(float[] scores, int place) =>
        scores[(2 * place) + 2] >= scores[(2 * place) + 3] ? "animal" : "number";

    private static Labelled Row(string sentence, params string[] labels) => new() { Sentence = sentence, Label = labels };

    /// <summary>Texts as keys; an empty one is missing.</summary>
    private IDataView Keyed(Labelled[] rows)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
    }

    private sealed class Labelled
    {
        public string Sentence { get; set; } = "";

        public string[] Label { get; set; } = [];
    }
}
