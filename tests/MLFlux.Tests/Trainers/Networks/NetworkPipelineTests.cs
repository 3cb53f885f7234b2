using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Construction;

/// <summary>Networks of the less simple layers train in ML.NET's pipelines, are saved, loaded, and then score the same.</summary>
[TestClass]
public sealed class NetworkPipelineTests
{
    private const int TrainRows = 600, TestRows = 200;

    [TestMethod]
    public void A_residual_network()
    {
        // Which half is brighter: the upper or the lower.
        Layer network = Chain(
            Conv((3, 3), 4, padding: 1),
            SkipConnection(Chain(BatchNorm(Relu), Conv((3, 3), 4, padding: 1))), Activate(Relu),
            AdaptiveMeanPool((2, 1)), Flatten(), Output());
        Learns(network, new Shape(1, 4, 4), pixels => pixels.Take(8).Sum() > pixels.Skip(8).Sum(), epochs: 10, atLeast: 0.85);
    }

    [TestMethod]
    public void An_LSTM_over_sequences() =>
        // The first step decides, and the last state has to remember it.
        Learns(Chain(Lstm(12, returnSequences: true), Lstm(8), Output()), new Shape(6, 2), steps => steps[0] > 0, epochs: 12);

    [TestMethod]
    public void An_attention_block() =>
        // The step with the highest key decides by its value: a mean over steps does not tell.
        Learns(
            Chain(
                Dense(16), PositionalEncoding(),
                SkipConnection(Chain(LayerNorm(), MultiHeadAttention(heads: 2))),
                SkipConnection(Chain(LayerNorm(), Dense(32, Gelu), Dense(16))),
                Flatten(), Output()),
            new Shape(4, 2),
            steps => Enumerable.Range(0, 4).MaxBy(time => steps[2 * time]) is int best && steps[(2 * best) + 1] > 0,
            epochs: 25,
            atLeast: 0.85);

    [TestMethod]
    public void A_network_with_entity_embeddings()
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        Person[] people = [.. Enumerable.Range(0, TrainRows + TestRows).Select(_ => Person.Draw(random))];
        IDataView train = ml.Data.LoadFromEnumerable(people.Take(TrainRows));

        // One level that training never saw.
        IDataView test = ml.Data.LoadFromEnumerable([.. people.Skip(TrainRows), new Person { Town = "Atlantis", Job = "a", Age = 1 }]);
        var pipeline = ml.Transforms.Categorical.OneHotEncoding([new InputOutputColumnPair("Town"), new InputOutputColumnPair("Job")])
            .Append(ml.Transforms.Concatenate("Features", "Age", "Town", "Job"))
            .Append(ml.BinaryClassification.Trainers.NeuralNetwork(
                Chain(EntityEmbedding(), Dense(16, Relu), Output()),
                new NeuralNetworkOptions { Epochs = 20, BatchSize = 32, Optimizer = Optimizers.Adam(learningRate: 0.01), Seed = 1 }));

        TransformerChain<NeuralNetworkTransformer> model = pipeline.Fit(train);
        NeuralNetworkModel trained = model.LastTransformer.Model;
        Assert.AreEqual(Chain(EntityEmbedding(1..7, 7..10), Dense(16, Relu), Dense(1)), trained.Network);
        IDataView scored = model.Transform(test);
        Assert.IsGreaterThan(0.9, ml.BinaryClassification.Evaluate(ml.Data.TakeRows(scored, TestRows)).Accuracy);
        Assert.IsTrue(float.IsFinite(scored.GetColumn<float>("Score").Last()));
        ScoresTheSameAfterLoading(ml, model, test);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void An_embedding_of_key_columns(bool isBag)
    {
        const int Words = 8;
        var ml = new MLContext(seed: 1);
        var random = new Random(4);
        Note Draw()
        {
            string[] words = [.. Enumerable.Range(0, 3).Select(_ => $"w{random.Next(Words)}")];
            return new Note { Words = words, Label = words.Count(word => word[1] < '4') >= 2 };
        }

        IDataView train = ml.Data.LoadFromEnumerable(Enumerable.Range(0, TrainRows).Select(_ => Draw()).ToArray());
        IDataView test = ml.Data.LoadFromEnumerable(
            [.. Enumerable.Range(0, TestRows).Select(_ => Draw()), new Note { Words = ["unseen", "w1", "w1"], Label = true }]);
        Layer network = isBag ? Chain(EmbeddingBag(Words + 1, 3), Output()) : Chain(Embedding(Words + 1, 3), Flatten(), Output());
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Features", "Words").Append(ml.BinaryClassification.Trainers.NeuralNetwork(
            network, new NeuralNetworkOptions { Epochs = 20, BatchSize = 32, Optimizer = Optimizers.Adam(learningRate: 0.02), Seed = 1 }));

        TransformerChain<NeuralNetworkTransformer> model = pipeline.Fit(train);

        IDataView scored = model.Transform(test);
        Assert.IsGreaterThan(0.95, ml.BinaryClassification.Evaluate(scored).Accuracy);
        ScoresTheSameAfterLoading(ml, model, test);

        // By hand: the word that was not seen is level 0, whose row training left as it was drawn.
        float[] table = [.. model.LastTransformer.Model.Weights[0].Values.Span], weight =
            [.. model.LastTransformer.Model.Weights[1].Values.Span];
        VBuffer<uint> keys = scored.GetColumn<VBuffer<uint>>("Features").Last();
        uint[] last = [.. keys.DenseValues()];
        Assert.AreEqual(0u, last[0]);
        double expected = model.LastTransformer.Model.Weights[2].Values.Span[0];
        for (int word = 0; word < 3; word++)
        {
            for (int i = 0; i < 3; i++)
                expected += isBag ? table[(3 * (int)last[word]) + i] * weight[i] / 3
                    : table[(3 * (int)last[word]) + i] * weight[(3 * word) + i];
        }

        Assert.AreEqual(expected, scored.GetColumn<float>("Score").Last(), 1e-5);
    }

    [TestMethod]
    public void Keys_without_an_embedding_say_what_to_do()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(
            [new Note { Words = ["a", "b", "c"], Label = true }, new Note { Words = ["b", "b", "c"] }]);
        IDataView keys = ml.Transforms.Conversion.MapValueToKey("Features", "Words").Fit(data).Transform(data);
        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Dense(2), Output())).Fit(keys)).Message;
        StringAssert.Contains(message, "a network that begins with Embedding or EmbeddingBag");
    }

    [TestMethod]
    public void An_embedding_of_indices_out_of_range_says_so_in_fitting()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Load(ml, new Shape(2),
            [new Row { Features = [0, 1], Label = true }, new Row { Features = [0, 7], Label = false }]);
        var trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Chain(EmbeddingBag(3, 2), Output()),
            new NeuralNetworkOptions { Epochs = 1 });
        string message = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data)).Message;
        StringAssert.StartsWith(message, "EmbeddingBag(3, 2): a feature is 7; it takes whole numbers from 0 to 2.");
    }

    [TestMethod]
    public void Entity_embeddings_without_encoded_columns_say_what_to_do()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Load(ml, new Shape(2), [new Row { Features = [0, 1], Label = true }]);
        var trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Chain(EntityEmbedding(), Output()),
            new NeuralNetworkOptions { Epochs = 1 });
        StringAssert.Contains(
            Assert.ThrowsExactly<NetworkShapeException>(() => trainer.Fit(data)).Message, "ml.Transforms.Categorical.OneHotEncoding");
    }

    private static void Learns(Layer network, Shape shape, Func<float[], bool> label, int epochs, double atLeast = 0.9)
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(2);
        Row[] rows = new Row[TrainRows + TestRows];
        for (int i = 0; i < rows.Length; i++)
        {
            float[] features = [.. Enumerable.Range(0, shape.Size).Select(_ => (float)((2 * random.NextDouble()) - 1))];
            rows[i] = new Row { Features = features, Label = label(features) };
        }

        NeuralNetworkTransformer model = ml.BinaryClassification.Trainers.NeuralNetwork(network, new NeuralNetworkOptions
        {
            Epochs = epochs, BatchSize = 32, Optimizer = Optimizers.Adam(learningRate: 0.01), Seed = 1,
        }).Fit(Load(ml, shape, rows[..TrainRows]));
        IDataView test = Load(ml, shape, rows[TrainRows..]);
        Assert.IsGreaterThan(atLeast, ml.BinaryClassification.Evaluate(model.Transform(test)).Accuracy);
        ScoresTheSameAfterLoading(ml, model, test);
    }

    private static void ScoresTheSameAfterLoading(MLContext ml, ITransformer model, IDataView test)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, test.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(
            model.Transform(test).GetColumn<float>("Score").ToArray(), loaded.Transform(test).GetColumn<float>("Score").ToArray());
    }

    private static IDataView Load(MLContext ml, Shape shape, IEnumerable<Row> rows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape.ToArray());
        return ml.Data.LoadFromEnumerable(rows, schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Note
    {
        [VectorType(3)]
        public string[] Words { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Person
    {
        private static readonly string[] s_towns = ["a", "b", "c", "d", "e", "f"], s_jobs = ["a", "b", "c"];

        public string Town { get; set; } = "";

        public string Job { get; set; } = "";

        public float Age { get; set; }

        public bool Label { get; set; }

        /// <summary>Town and job decide together, with age: no column does alone.</summary>
        public static Person Draw(Random random)
        {
            int town = random.Next(s_towns.Length), job = random.Next(s_jobs.Length);
            float age = (float)random.NextDouble();
            return new Person { Town = s_towns[town], Job = s_jobs[job], Age = age, Label = ((town + job) % 2 == 0) == (age > 0.3f) };
        }
    }
}
