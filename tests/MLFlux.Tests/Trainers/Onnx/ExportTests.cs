using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Onnx;

/// <summary>Fitted networks as ONNX files: their columns, and ML.NET's own transformer over them.</summary>
[TestClass]
public sealed class ExportTests
{
    private const float Tolerance = 1e-5f;

    private static readonly Example[] s_rows = Examples.Make(31);
    private static readonly float[] s_features = [.. s_rows.SelectMany(row => row.Features)];

    [TestMethod]
    public void A_classifier_gives_scores_and_the_labels_own_texts()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Dense(5, Tanh), Output(), Softmax()), Fits.FullBatch(5), s_rows);

        IReadOnlyDictionary<string, object> outputs = Run(fitted);

        float[] expected = [.. Fits.Vectors(fitted, s_rows).SelectMany(scores => scores)];
        AreClose(expected, (float[])outputs["Score"]);
        CollectionAssert.AreEqual(
            expected.Chunk(3).Select(scores => Examples.Names[Array.IndexOf(scores, scores.Max())]).ToArray(),
            (string[])outputs["PredictedLabel"]);
        CollectionAssert.AreEquivalent(new[] { "Score", "PredictedLabel" }, outputs.Keys.ToArray());
    }

    [TestMethod]
    public void Labels_that_are_integers_come_as_integers()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.View(ml, s_rows);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Example.Code))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, Fits.FullBatch(20)))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        TransformerChain<Microsoft.ML.Transforms.KeyToValueMappingTransformer> model = pipeline.Fit(rows);
        int[] expected = [.. model.Transform(rows).GetColumn<int>("PredictedLabel")];

        var labels = (long[])Run(model.OfType<NeuralNetworkTransformer>().Single())["PredictedLabel"];

        CollectionAssert.AreEqual(expected, labels.Select(label => (int)label).ToArray());
        Assert.IsGreaterThan(1, labels.Distinct().Count());
    }

    [TestMethod]
    public void Keys_without_values_come_as_keys_from_1()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.View(ml, s_rows);
        NeuralNetworkOptions options = Fits.FullBatch(20) with { LabelColumnName = nameof(Example.Key) };
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, options).Fit(rows);

        uint[] expected = [.. fitted.Transform(rows).GetColumn<uint>("PredictedLabel")];
        CollectionAssert.AreEqual(expected, ((long[])Run(fitted)["PredictedLabel"]).Select(key => (uint)key).ToArray());
    }

    [TestMethod]
    public void Yes_and_no_come_as_logit_probability_and_truth()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(4, Relu), Dense(1, Sigmoid)), Fits.FullBatch(30), s_rows);

        IReadOnlyDictionary<string, object> outputs = Run(fitted);

        AreClose(Fits.Numbers(fitted, s_rows), (float[])outputs["Score"]);
        AreClose(Fits.Numbers(fitted, s_rows, "Probability"), (float[])outputs["Probability"]);
        IDataView scored = fitted.Transform(Examples.View(new MLContext(), s_rows));
        CollectionAssert.AreEqual(scored.GetColumn<bool>("PredictedLabel").ToArray(), (bool[])outputs["PredictedLabel"]);
    }

    [TestMethod]
    public void A_probability_stays_off_0_and_1_as_in_the_column()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Output()), Fits.FullBatch(30), s_rows);
        float[] far = [1000, -1000, 0, -1000, 1000, 0];

        var probabilities = (float[])OnnxScores.Run(Bytes(fitted), "Features", far, 2, 3)["Probability"];

        Assert.IsTrue(probabilities.All(p => p is > 0 and < 1), string.Join(" ", probabilities));
    }

    [TestMethod]
    [DataRow(nameof(Example.Amount))]
    [DataRow(nameof(Example.Amounts))]
    public void Numbers_come_in_the_labels_own_unit(string label)
    {
        using NeuralNetworkTransformer fitted = Fits.Regression(Examples.Hidden, Fits.FullBatch(5), s_rows, label);
        float[] expected = label == nameof(Example.Amount)
            ? Fits.Numbers(fitted, s_rows)
            : [.. Fits.Vectors(fitted, s_rows).SelectMany(scores => scores)];

        var scores = (float[])Run(fitted)["Score"];

        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], scores[i], Tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    [TestMethod]
    public void MLNETs_own_transformer_scores_with_the_file()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Hidden, Fits.FullBatch(5), s_rows);
        fitted.ExportToOnnx(folder.File("network.onnx"));
        var ml = new MLContext();
        IDataView rows = Examples.View(ml, s_rows);

        IDataView scored = ml.Transforms.ApplyOnnxModel(["Score"], ["Features"], folder.File("network.onnx")).Fit(rows).Transform(rows);

        AreClose(
            [.. Fits.Vectors(fitted, s_rows).SelectMany(scores => scores)],
            [.. scored.GetColumn<float[]>("Score").SelectMany(scores => scores)]);
    }

    [TestMethod]
    public void A_network_of_bytes_takes_bytes_and_scales_them_itself()
    {
        var ml = new MLContext(seed: 1);
        ByteRow[] rows = ByteRow.Make(40);
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        using NeuralNetworkTransformer fitted = ml.Regression.Trainers.NeuralNetwork(
            Chain(Conv((2, 2), 3, Relu), Flatten(), Output()), Fits.FullBatch(5, 0.01)).Fit(data);

        var scores = (float[])OnnxScores.Run(Bytes(fitted), "Features", rows.SelectMany(row => row.Features)
            .ToArray(), rows.Length, 1, 4, 4)["Score"];

        float[] expected = [.. fitted.Transform(data).GetColumn<float>("Score")];
        Assert.IsGreaterThan(0.01f, expected.Max() - expected.Min());
        AreClose(expected, scores);
    }

    [TestMethod]
    public void An_embedding_fitted_on_keys_takes_their_numbers_in_the_file()
    {
        var ml = new MLContext(seed: 1);
        IDataView keys = ml.Transforms.Conversion.MapValueToKey("Keys", nameof(Example.Features)).Fit(Examples.View(ml, s_rows))
            .Transform(Examples.Keyed(ml, s_rows));
        int levels = s_rows.SelectMany(row => row.Features).Distinct().Count() + 1;
        using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Embedding(levels, 2), Flatten(), Output(), Softmax()), Fits.FullBatch(3) with { FeatureColumnName = "Keys" }).Fit(keys);
        float[] numbers = [.. keys.GetColumn<VBuffer<uint>>("Keys").SelectMany(row => row.DenseValues()).Select(key => (float)key)];

        var scores = (float[])OnnxScores.Run(Bytes(fitted), "Keys", numbers, s_rows.Length, Examples.Width)["Score"];

        AreClose([.. fitted.Transform(keys).GetColumn<float[]>("Score").SelectMany(row => row)], scores);
    }

    [TestMethod]
    public void A_file_is_written_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Hidden, Fits.FullBatch(1), s_rows);
        string path = folder.File("network.onnx");
        fitted.ExportToOnnx(path);
        byte[] first = File.ReadAllBytes(path);
        fitted.ExportToOnnx(path);

        CollectionAssert.AreEqual(first, File.ReadAllBytes(path));
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private static IReadOnlyDictionary<string, object> Run(NeuralNetworkTransformer fitted) =>
        OnnxScores.Run(Bytes(fitted), "Features", s_features, s_rows.Length, Examples.Width);

    private static byte[] Bytes(NeuralNetworkTransformer fitted)
    {
        using var stream = new MemoryStream();
        fitted.ExportToOnnx(stream);
        return stream.ToArray();
    }

    private static void AreClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance);
    }

    private sealed class ByteRow
    {
        [VectorType(1, 4, 4)]
        public byte[] Features { get; set; } = [];

        public float Label { get; set; }

        public static ByteRow[] Make(int count)
        {
            var random = new Random(3);
            return [.. Enumerable.Range(0, count).Select(_ =>
            {
                byte[] pixels = new byte[16];
                random.NextBytes(pixels);
                return new ByteRow { Features = pixels, Label = pixels[0] / 100f };
            })];
        }
    }
}
