using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Files;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Blocks, single rows, engines, loaded models and single heads say the same.</summary>
[TestClass]
public sealed class OutputsScoringTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Offer[] s_rows = Offers.Make(150);

    private static IEnumerable<object[]> Networks =>
    [
        ["dense heads", Offers.Network],
        ["heads alone", Offers.Heads],
        ["heads of a module", Chain(
            Dense(4, Tanh), LayerNorm(),
            Outputs(("Price", Chain(LayerNorm(), Output())), ("Sold", Output()), ("Kind", Output())))],
    ];

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Blocks_rows_engines_loaded_models_and_heads_agree(string name, Layer network)
    {
        using NeuralNetworkTransformer fitted = Offers.Fit(network, Offers.Options with { ValidationFraction = 0.2 }, s_rows);
        float[] price = Offers.Numbers(fitted, s_rows, "Price.Score"), sold = Offers.Numbers(fitted, s_rows, "Sold.Probability");
        using PredictionEngine<Offer, Scored> engine = s_ml.Model.CreatePredictionEngine<Offer, Scored>(fitted);
        Scored[] single = [.. s_rows.Select(engine.Predict)];
        Weights.AssertClose(price, single.Select(row => row.Price), 1e-4);
        Weights.AssertClose(sold, single.Select(row => row.Sold), 1e-5);
        Assert.IsTrue(single.All(row => row.IsSold == row.Logit > 0 && Math.Abs(row.Kind.Sum() - 1) < 1e-5f), name);

        var loaded = (NeuralNetworkTransformer)Load(fitted);
        CollectionAssert.AreEqual(price, Offers.Numbers(loaded, s_rows, "Price.Score"));
        CollectionAssert.AreEqual(sold, Offers.Numbers(loaded, s_rows, "Sold.Probability"));
        Assert.AreEqual(fitted.Model.ToString(), loaded.Model.ToString());
        CollectionAssert.AreEqual(fitted.Model.HeadNames.ToArray(), loaded.Model.HeadNames.ToArray());

        Weights.AssertClose(price, Offers.Numbers(loaded.Head("Price"), s_rows, "Score"), 1e-4);
        Weights.AssertClose(sold, Offers.Numbers(loaded.Head("Sold"), s_rows, "Probability"), 1e-5);
        Assert.AreEqual(fitted.Head("Kind").Model.Temperature, loaded.Head("Kind").Model.Temperature);
    }

    [TestMethod]
    public void A_head_is_a_model_of_its_task_in_every_way()
    {
        using NeuralNetworkTransformer fitted = Offers.Fit(Offers.Network, Offers.Options with { Epochs = 20 }, s_rows);
        using NeuralNetworkTransformer sold = fitted.Head("Sold");
        IDataView data = Offers.View(s_ml, s_rows);

        Assert.AreEqual(PredictionTask.BinaryClassification, sold.Model.Task);
        Assert.IsGreaterThan(0.8, s_ml.BinaryClassification.Evaluate(sold.Transform(data), "Sold").Accuracy);
        Assert.IsNotEmpty(s_ml.BinaryClassification.PermutationFeatureImportance(sold, data, "Sold"));
        Assert.IsNotNull(s_ml.Transforms.Explanation(sold).Fit(data).Transform(data).Schema.GetColumnOrNull("Explanation"));
        Assert.AreEqual(0.25, sold.WithThreshold(0.25).Model.DecisionThreshold!.Value, 1e-6);
        CollectionAssert.AreEqual(
            Offers.Numbers(sold, s_rows, "Score"), Offers.Numbers((NeuralNetworkTransformer)Load(sold), s_rows, "Score"));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => fitted.Head("Prize")).Message, "'Price', 'Sold', 'Kind'");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => sold.Head("Sold")).Message, "one label");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => fitted.WithThreshold(0.5)).Message, "Head(\"Price\")");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => s_ml.Transforms.Explanation(fitted).Fit(data)).Message, "Head(\"Price\")");
    }

    [TestMethod]
    public void An_ONNX_file_has_the_outputs_of_each_head()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("offers.onnx");
        using NeuralNetworkTransformer fitted = Offers.Fit(Offers.Network, Offers.Options with { ValidationFraction = 0.2 }, s_rows);
        fitted.ExportToOnnx(path);

        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(path);
        CollectionAssert.AreEqual(
            new[] { "Price.Score", "Sold.PredictedLabel", "Sold.Score", "Sold.Probability", "Kind.PredictedLabel", "Kind.Score" },
            session.OutputMetadata.Keys.ToArray());
        var features = new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>(
            s_rows.SelectMany(row => row.Features).ToArray(), [s_rows.Length, 4]);
        using var results = session.Run(
            [Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor(session.InputMetadata.Keys.Single(), features)]);
        float[] Of(string name) => [.. results.Single(one => one.Name == name).AsEnumerable<float>()];
        Weights.AssertClose(Offers.Numbers(fitted, s_rows, "Price.Score"), Of("Price.Score"), 1e-3);
        Weights.AssertClose(Offers.Numbers(fitted, s_rows, "Sold.Probability"), Of("Sold.Probability"), 1e-5);
        Weights.AssertClose(
            fitted.Transform(Offers.View(s_ml, s_rows)).GetColumn<float[]>("Kind.Score").SelectMany(row => row), Of("Kind.Score"), 1e-5);
    }

    [TestMethod]
    public void Heads_of_quantiles_and_of_several_numbers_keep_their_unit()
    {
        NeuralNetworkOptions options = Offers.Options with
        {
            Epochs = 30, ValidationFraction = 0.3, Heads = [new HeadOptions("Price") { Loss = Losses.Quantile(0.2, 0.5, 0.8) }],
        };
        using NeuralNetworkTransformer fitted = Offers.Fit(
            Chain(Dense(8, Tanh), Outputs(("Price", Output()), ("Sizes", Output()))), options, s_rows);
        IDataView scored = Load(fitted).Transform(Offers.View(s_ml, s_rows));

        float[][] quantiles = [.. scored.GetColumn<float[]>("Price.Quantiles")], sizes = [.. scored.GetColumn<float[]>("Sizes.Score")];
        Assert.IsTrue(quantiles.All(row => row[0] <= row[1] && row[1] <= row[2] && row[1] is > 50 and < 250));
        Assert.AreEqual(s_rows.Average(row => row.Sizes[1]), sizes.Average(row => row[1]), 1.5);
        Assert.IsNotNull(fitted.Head("Price").Model.QuantileShifts);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Offers.Fit(
            Chain(Dense(8, Tanh), Outputs(("Price", Output()), ("Sizes", Output()))),
            options with { Heads = [new HeadOptions("Sizes") { Loss = Losses.CrossEntropy() }] }, s_rows)).Message,
            "Head 'Sizes': Loss is");
    }

    [TestMethod]
    public void A_head_tells_which_of_several_labels_a_row_has()
    {
        NeuralNetworkOptions options = Offers.Options with { Epochs = 60, ValidationFraction = 0.2 };
        using NeuralNetworkTransformer fitted = Offers.Fit(
            Chain(Dense(8, Tanh), Outputs(("Flags", Output()), ("Price", Output()))), options, s_rows);
        IDataView scored = Load(fitted).Transform(Offers.View(s_ml, s_rows));

        Assert.IsGreaterThan(
            0.8, s_ml.MultilabelClassification.Evaluate(scored, "Flags", "Flags.Score", "Flags.PredictedLabel").MicroF1);
        Assert.AreEqual(PredictionTask.MultilabelClassification, fitted.Head("Flags").Model.Task);
        CollectionAssert.AreEqual(
            scored.GetColumn<float[]>("Flags.Probability").SelectMany(row => row).ToArray(),
            fitted.Transform(Offers.View(s_ml, s_rows)).GetColumn<float[]>("Flags.Probability").SelectMany(row => row).ToArray());
    }

    private static ITransformer Load(ITransformer model)
    {
        using var file = new MemoryStream();
        s_ml.Model.Save(model, Offers.View(s_ml, s_rows).Schema, file);
        file.Position = 0;
        return new MLContext().Model.Load(file, out _);
    }

    private sealed class Scored
    {
        [ColumnName("Price.Score")]
        public float Price { get; set; }

        [ColumnName("Sold.Score")]
        public float Logit { get; set; }

        [ColumnName("Sold.Probability")]
        public float Sold { get; set; }

        [ColumnName("Sold.PredictedLabel")]
        public bool IsSold { get; set; }

        [ColumnName("Kind.Score")]
        public float[] Kind { get; set; } = [];
    }
}
