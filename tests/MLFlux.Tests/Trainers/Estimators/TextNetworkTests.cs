using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Networks over the tokens of text, in a pipeline.</summary>
[TestClass]
public sealed class TextNetworkTests
{
    private static readonly string[] s_good = ["good", "fine", "lovely", "很好", "отлично"], s_bad = ["bad", "awful", "poor", "很差", "плохо"];

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow("Gru")]
    [DataRow("pool")]
    [DataRow("bag")]
    public void Text_is_learned_padding_set_by_the_column_and_more_of_it_changes_nothing(string kind)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Make(400));
        Layer network = kind switch
        {
            "Gru" => Chain(Embedding(200, 8), Gru(8), Output()),
            "pool" => Chain(Embedding(200, 8), Dense(8, Relu), Permute(1, 0), GlobalMaxPool(), Flatten(), Output()),
            _ => Chain(EmbeddingBag(200, 8), Dense(8, Relu), Output()),
        };
        (ITransformer model, NeuralNetworkModel fitted) = Fit(data, network, length: 32);
        IDataView scored = model.Transform(data);

        Assert.IsGreaterThan(0.95, _ml.BinaryClassification.Evaluate(scored, "Good").Accuracy);
        StringAssert.Contains(fitted.Network.ToString(), "padding: 0");

        // The same weights over vectors of 128 tokens.
        (ITransformer longer, NeuralNetworkModel other) = Fit(data, network, length: 128, epochs: 1);
        var weights = PretrainedWeights.FromModel(fitted);
        float[] expected = [.. scored.GetColumn<float>("Score")];
        float[] actual = [.. With(longer, weights).Transform(data).GetColumn<float>("Score")];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-6 * Math.Max(1, Math.Abs(expected[i])));
        Assert.AreEqual(fitted.Network, other.Network);

        // Saved and loaded, vocabulary and all.
        float[] loaded = [.. ModelZip.Load(ModelZip.Save(model)).Transform(data).GetColumn<float>("Score")];
        CollectionAssert.AreEqual(expected, loaded);
    }

    [TestMethod]
    public void A_network_that_cannot_leave_padding_out_is_refused_before_a_row_is_scored()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Make(20));
        string message = Assert.ThrowsExactly<NetworkShapeException>(
            () => Fit(data, Chain(Embedding(200, 4), Flatten(), Output()), length: 8)).Message;

        StringAssert.Contains(message, "Layer 2 of 3, Flatten()");
        Fit(data, Chain(Embedding(200, 4, paddingIndex: 0), Flatten(), Output()), length: 8, epochs: 1); // As the message advises.
    }

    [TestMethod]
    public void A_branch_over_tokens_stands_beside_one_over_numbers()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Make(300));
        Layer network = Chain(Inputs(("Words", Chain(Embedding(200, 8), Gru(8))), ("Size", Dense(2))), Dense(8, Relu), Output());
        TransformerChain<NeuralNetworkTransformer> model =
            _ml.Transforms.Text.TokensToVector("Words", "Text", new TokensToVectorOptions { Length = 32, LeastCount = 1 })
            .Append(_ml.BinaryClassification.Trainers.NeuralNetwork(network, new NeuralNetworkOptions
            {
                LabelColumnName = "Good", Epochs = 15, BatchSize = 32, Seed = 3, Optimizer = Optimizers.Adam(0.01),
            })).Fit(data);

        Assert.IsGreaterThan(0.95, _ml.BinaryClassification.Evaluate(model.Transform(data), "Good").Accuracy);
        StringAssert.Contains(model.LastTransformer.Model.Network.ToString(), "padding: 0");
        using var file = new MemoryStream();
        model.LastTransformer.ExportToOnnx(file);
        Assert.IsGreaterThan(0, file.Length);

        // Scored row by row from named values as in a view.
        float[] scores = [.. model.Transform(data).GetColumn<float>("Score").Take(20)];
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, data.Schema);
        CollectionAssert.AreEquivalent((string[])["Text", "Size"], predictor.RequiredColumns.ToArray());
        foreach ((Comment comment, float score) in Make(300).Zip(scores))
        {
            RowPrediction prediction = predictor.Predict(
                new Dictionary<string, object?> { ["Text"] = comment.Text, ["Size"] = comment.Size });
            Assert.AreEqual(score, (float)prediction["Score"]!, 1e-5);
        }
    }

    private (ITransformer Model, NeuralNetworkModel Network) Fit(IDataView data, Layer network, int length, int epochs = 15)
    {
        var fitted = _ml.Transforms.Text.TokensToVector("Words", "Text", new TokensToVectorOptions { Length = length, LeastCount = 1 })
            .Append(_ml.BinaryClassification.Trainers.NeuralNetwork(network, new NeuralNetworkOptions
            {
                FeatureColumnName = "Words", LabelColumnName = "Good", Epochs = epochs, BatchSize = 32, Seed = 3,
                Optimizer = Optimizers.Adam(0.01),
            })).Fit(data);
        return (fitted, fitted.LastTransformer.Model);
    }

    private static TransformerChain<ITransformer> With(ITransformer model, PretrainedWeights weights) =>
        new([.. ((IEnumerable<ITransformer>)model).Select(part =>
            part is NeuralNetworkTransformer network ? network.WithWeights(weights) : part)]);

    /// <summary>Sentences of any length with one word that decides, in any of three scripts.</summary>
    private static IEnumerable<Comment> Make(int count)
    {
        var random = new Random(1);
        string[] others = ["the", "house", "дом", "房子", "was", "and", "very", "это"];
        for (int i = 0; i < count; i++)
        {
            bool isGood = random.Next(2) == 0;
            IEnumerable<string> Others(int most) =>
                Enumerable.Range(0, random.Next(most)).Select(_ => others[random.Next(others.Length)]);
            string[] words = [.. Others(12), (isGood ? s_good : s_bad)[random.Next(5)], .. Others(8)];
            yield return new Comment { Text = string.Join(' ', words), Size = words.Length, Good = isGood };
        }
    }

    private sealed class Comment
    {
        public string Text { get; set; } = "";

        public float Size { get; set; }

        public bool Good { get; set; }
    }
}
