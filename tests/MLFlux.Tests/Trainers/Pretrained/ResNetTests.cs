using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Graphs;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pretrained;

/// <summary>ResNet-18 of its NuGet package gives what ONNX Runtime gives for the package's own files, preprocessing included.</summary>
[TestClass]
public sealed class ResNetTests
{
    private static readonly Shape s_image = new(3, 224, 224);

    [TestMethod]
    public void Features_are_those_of_ONNX_Runtime_within_a_ten_thousandth()
    {
        float[] images = GraphScores.Rows(s_image, rows: 3).Select(value => (value + 2) / 4).ToArray();
        float[] expected = [.. images.Chunk(s_image.Size).SelectMany(OfRuntime)];
        Assert.IsLessThanOrEqualTo(1e-4, GraphScores.Largest(expected, GraphScores.Compute(Backbones.ResNet18(), s_image, images)));
    }

    [TestMethod]
    public void Takes_images_of_other_sizes()
    {
        GraphLayer small = Backbones.ResNet18(size: 64);
        Assert.AreEqual(new Shape(3, 64, 64), small.Example);
        Assert.AreEqual(new Shape(512, 1, 1), small.OutputShape(new Shape(3, 64, 64)));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Backbones.ResNet18(size: 8));
    }

    [TestMethod]
    public void The_mean_image_is_kept_and_not_learned_and_the_source_is_told()
    {
        GraphLayer body = Backbones.ResNet18();
        Assert.Contains("MIT licence", body.Source);
        IReadOnlyList<ParameterDeclaration> parameters = body.Parameters(s_image);
        Assert.IsFalse(parameters.Single(parameter => parameter.Name == "mean_image").IsLearned);
    }

    [TestMethod]
    public void A_head_on_a_frozen_body_is_fitted_saved_and_loaded_with_the_same_scores()
    {
        var ml = new MLContext(seed: 1);
        var random = new Random(1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 12).Select(i => new Photo
        {
            Pixels = [.. Enumerable.Range(0, 3 * 64 * 64).Select(_ => (random.NextSingle() + (i % 2)) / 2)],
            Label = i % 2 == 1,
        }).ToArray()); // Read twice: the pixels are drawn once.
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Backbones.ResNet18(size: 64), Flatten(), Output()),
            new NeuralNetworkOptions { FeatureColumnName = "Pixels", FrozenLayers = ["0"], Epochs = 3, BatchSize = 4,
                KeepOptimizerState = false }).Fit(rows);
        using var folder = new TemporaryFolder();
        ml.Model.Save(fitted, rows.Schema, folder.File("photo.zip"));
        ITransformer loaded = ml.Model.Load(folder.File("photo.zip"), out _);
        CollectionAssert.AreEqual(
            fitted.Transform(rows).GetColumn<float>("Score").ToArray(), loaded.Transform(rows).GetColumn<float>("Score").ToArray());
    }

    private static float[] OfRuntime(float[] image)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "DnnImageModels");
        var prepared = (float[])OnnxScores.Run(
            File.ReadAllBytes(Path.Combine(folder, "ResNetPrepOnnx", "ResNetPreprocess.onnx")), "OriginalInput",
            [.. image.Select(value => value * 255)], 1, 3, 224, 224)["PreprocessedInput"];
        return (float[])OnnxScores.Run(
            File.ReadAllBytes(Path.Combine(folder, "ResNet18Onnx", "ResNet18.onnx")), "Input247", prepared, 1, 3, 224,
                224)["Pooling395_Output_0"];
    }

    private sealed class Photo
    {
        [VectorType(3, 64, 64)]
        public float[] Pixels { get; set; } = [];

        public bool Label { get; set; }
    }
}
