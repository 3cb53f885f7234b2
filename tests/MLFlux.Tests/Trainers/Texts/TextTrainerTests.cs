using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLFlux.Tests.Graphs;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Texts;

/// <summary>Texts, and pairs of texts, were learned by names and options that no trainer of ML.NET had.</summary>
[TestClass]
public sealed class TextTrainerTests
{
    private const int Length = 4;

    private static readonly TextBackbone s_small = SmallBackbone.Make(Length);

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(null)]
    [DataRow("Sentence2")]
    public void A_model_has_the_columns_that_were_asked_for_and_another_process_gives_the_same_scores_to_the_bit(string? second)
    {
        IDataView rows = Rows();
        TextTrainer trainer = _ml.MulticlassClassification.Trainers.TextClassification(
            s_small, scoreColumnName: "Points", outputColumnName: "Guess", sentence2ColumnName: second, batchSize: 4, maxEpochs: 3,
            validationSet: Keyed(rows));
        TransformerChain<ITransformer> model = trainer.Fit(Keyed(rows));

        Assert.AreEqual("0", trainer.Training.FrozenLayers.Single().Name);
        Assert.AreEqual(s_small.Network.Source, Graph(trainer).Source);
        NeuralNetworkModel fitted = Fitted(model);
        Assert.HasCount(3, fitted.History.Epochs);
        Assert.AreEqual(24, fitted.History.ValidationRows);
        IDataView scored = model.Transform(Keyed(rows));
        Assert.IsInstanceOfType<KeyDataViewType>(scored.Schema["Guess"].Type);
        using var folder = new TemporaryFolder();
        _ml.Model.Save(model, Keyed(rows).Schema, folder.File("texts.zip"));
        CollectionAssert.AreEqual(
            scored.GetColumn<float[]>("Points").SelectMany(score => score).Select(BitConverter.SingleToInt32Bits).ToArray(),
            TextProcess.Score(folder.File("texts.zip"), "Points", Pairs()));
    }

    [TestMethod]
    public void Pairs_are_compared_as_the_formulas_say()
    {
        float[] first = [5, 6, 9, 0], second = [7, 5, 0, 0];
        float[] u = Unit(GraphScores.Compute(s_small.Network, new Shape(Length), first));
        float[] v = Unit(GraphScores.Compute(s_small.Network, new Shape(Length), second));
        double root = Math.Sqrt(u.Length), cosine = u.Zip(v, (a, b) => (double)a * b).Sum();
        float[] expected =
        [
            .. u.Select(a => (float)(a * root)), .. v.Select(b => (float)(b * root)),
            .. u.Zip(v, (a, b) => (float)(Math.Abs(a - b) * root)), (float)cosine,
        ];

        Shape both = new(2 * Length);
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(expected, GraphScores.Compute(s_small.Pair(), both, [.. first, .. second])));
        Assert.IsLessThanOrEqualTo(
            1e-5, GraphScores.Largest([(float)cosine], GraphScores.Compute(s_small.Similarity(), both, [.. second, .. first])));
        CollectionAssert.AreEqual(
            s_small.Network.Parameters(new Shape(Length)).Select(weight => weight.Name).ToArray(),
            s_small.Pair().Parameters(both).Select(weight => weight.Name).ToArray(), "Both texts go through the same weights.");
    }

    [TestMethod]
    public void The_network_of_a_pair_is_exported_to_ONNX_with_the_same_scores()
    {
        IDataView rows = Keyed(Rows());
        TransformerChain<ITransformer> model = _ml.MulticlassClassification.Trainers.TextClassification(
            s_small, sentence2ColumnName: "Sentence2", maxEpochs: 2).Fit(rows);
        using var file = new MemoryStream();
        NeuralNetworkTransformer network = model.OfType<NeuralNetworkTransformer>().Single();
        network.ExportToOnnx(file);

        IDataView scored = model.Transform(rows);
        long[] keys =
            [.. scored.GetColumn<VBuffer<uint>>(network.FeatureColumnName).SelectMany(row => row.DenseValues()).Select(key => (long)key)];
        float[] expected = [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)];
        var exported = (float[])OnnxScores.Run(file.ToArray(), network.FeatureColumnName, keys, 24, 2 * Length)["Score"];
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(expected, exported));
    }

    [TestMethod]
    public void Keys_of_a_branch_were_floats_in_the_file_and_are_whole_numbers()
    {
        IDataView rows = Keyed(Rows());
        var model = _ml.Transforms.Text.TokensToVector("Keys", "Sentence1", s_small.Tokens)
            .Append(_ml.MulticlassClassification.Trainers.NeuralNetwork(
                Layers.Chain(
                    Layers.Inputs(("Keys", Layers.Chain(s_small.Network, Layers.Dense(2))), ("Likeness", Layers.Flatten())),
                    Layers.Output()),
                new NeuralNetworkOptions { FrozenLayers = ["0.Keys.0"], Epochs = 2 })).Fit(rows);
        using var file = new MemoryStream();
        model.LastTransformer.ExportToOnnx(file);
        IDataView scored = model.Transform(rows);
        long[] keys = [.. scored.GetColumn<VBuffer<uint>>("Keys").SelectMany(row => row.DenseValues()).Select(key => (long)key)];
        float[] likeness = [.. scored.GetColumn<float>("Likeness")];
        using var session = new InferenceSession(file.ToArray());
        using var outputs = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("Keys", new DenseTensor<long>(keys, [24, Length])),
            NamedOnnxValue.CreateFromTensor("Likeness", new DenseTensor<float>(likeness, [24, 1])),
        ], ["Score"]);
        float[] expected = [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)];
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(expected, [.. outputs.Single().AsEnumerable<float>()]));
    }

    [TestMethod]
    [DataRow("Backbones.MiniLM().Network", false)]
    [DataRow("Backbones.ResNet18(size: 64)", false)]
    [DataRow("Backbones.ArcticXs(length: 16).Pair()", false)]
    [DataRow("Backbones.MiniLM(); System.IO.File.Delete(\"x\")", true)]
    [DataRow("new Evil()", true)]
    [DataRow("Backbones.MiniLM()\n", true)]
    public void A_ready_network_is_printed_by_its_name_after_it_was_saved(string code, bool isRefused)
    {
        string json = NetworkJson.Write(Layers.Chain(s_small.Network with { Code = code }, Layers.Output()));
        if (isRefused)
            Assert.Contains("no call of Backbones", Assert.Throws<InvalidDataException>(() => NetworkJson.Read(json)).Message);
        else
            Assert.Contains(code, NetworkJson.Read(json).ToString());
    }

    [TestMethod]
    public void The_body_learns_too_where_that_is_asked_for()
    {
        IDataView rows = Rows();
        TransformerChain<ITransformer> model = _ml.Regression.Trainers.SentenceSimilarity(s_small, new TextTrainerOptions
        {
            LabelColumnName = "Likeness", MaxEpoch = 2, BatchSize = 8, FineTuning = new FineTuning(headEpochs: 1, bodyRate: 0.5),
            Training = new NeuralNetworkOptions { Seed = 4, Optimizer = Optimizers.Adam(0.01), BatchSize = 1, Epochs = 100 },
        }).Fit(rows);

        NeuralNetworkModel fitted = Fitted(model);
        Assert.HasCount(3, fitted.History.Epochs);
        Assert.AreEqual(8, fitted.Training.BatchSize);
        NetworkWeight kernel = fitted.Weights.Single(weight => weight.Name == "0.kernel");
        Assert.IsFalse(s_small.Network.Stored!["kernel"].Span.SequenceEqual(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(kernel.Values.Span)));
    }

    [TestMethod]
    public void Wrong_columns_and_bodies_are_said_by_name()
    {
        IDataView rows = Rows();
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => _ml.MulticlassClassification.Trainers.TextClassification(s_small, sentence1ColumnName: "Text").Fit(Keyed(rows)))
                .Message, "Text");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => _ml.MulticlassClassification.Trainers.TextClassification(s_small).Fit(rows)).Message, "MapValueToKey");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => SmallBackbone.Make(Length, TokenPooling.None).Pair()).Message,
            "Read it with new OnnxTokens { Pooling = TokenPooling.Mean }");
        Assert.ThrowsExactly<ArgumentException>(() => _ml.Regression.Trainers.SentenceSimilarity(s_small, batchSize: 0));
    }

    internal static TextPair[] Pairs() =>
    [
        .. Enumerable.Range(0, 24).Select(i => new TextPair
        {
            Sentence1 = i % 2 == 0 ? "the cat sat" : "the dog ran", Sentence2 = i % 3 == 0 ? "the car one" : "road two",
            Label = i % 2 == 0 ? "cats" : "dogs", Likeness = i % 3,
        }),
    ];

    private static GraphLayer Graph(TextTrainer trainer) => (GraphLayer)((ChainLayer)trainer.Network).Layers[0];

    private static NeuralNetworkModel Fitted(TransformerChain<ITransformer> model) =>
        model.OfType<NeuralNetworkTransformer>().Single().Model;

    private static float[] Unit(float[] vector)
    {
        double length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return [.. vector.Select(value => (float)(value / length))];
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(Pairs());

    private IDataView Keyed(IDataView rows) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
}
