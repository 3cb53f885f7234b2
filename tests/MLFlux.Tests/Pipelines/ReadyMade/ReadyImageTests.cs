using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Tests.Transforms.Images;
using SkiaSharp;

namespace MLFlux.Tests.Pipelines;

/// <summary>Pipelines made from a look at images.</summary>
[TestClass]
public sealed class ReadyImageTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Files_in_folders_are_learned_and_pasted_code_predicts_the_same()
    {
        using var folder = new TemporaryFolder();
        foreach ((string name, SKColor color) in new[] { ("reds", SKColors.Red), ("greens", SKColors.Green), ("blues", SKColors.Blue) })
        {
            Directory.CreateDirectory(folder.File(name));
            for (int i = 0; i < 8; i++)
                folder.Write(Path.Combine(name, $"{i}.png"), Encode(24, 24, color, i));
        }

        IDataView images = _ml.Data.LoadFromImageFolder(folder.File(""));
        ReadyPipeline pipeline = _ml.Pipelines().Image(images);
        NeuralNetworkOptions quick = pipeline.Training with { Epochs = 4, Seed = 3 };

        Assert.AreEqual(PredictionTask.MulticlassClassification, pipeline.Task);
        Assert.AreEqual(Networks.WhitenedVgg(), pipeline.Network);
        StringAssert.StartsWith(pipeline.Choices[0].ToString(), "ImagePath: Image (24 × 24 pixels, in colour)");
        ApprovedCode.Check("LabelPipeline", pipeline.With(Layers.Chain(Layers.Flatten(), Layers.Output())).With(quick).Code);

        ITransformer model = pipeline.With(Layers.Chain(Layers.Flatten(), Layers.Output())).With(quick).Fit(images);
        Assert.AreEqual(1, _ml.MulticlassClassification.Evaluate(model.Transform(images)).MicroAccuracy);
        CollectionAssert.AreEqual(Scores(model, images), Scores(LabelPipeline.Create(new MLContext(seed: 1)).Fit(images), images));
    }

    [TestMethod]
    public void Larger_gray_images_have_a_first_layer_for_one_channel_and_are_not_mirrored()
    {
        Encoded[] rows = [.. Enumerable.Range(0, 6)
            .Select(i => new Encoded(Encode(64, 64, SKColors.Gray, seed: null), i % 2 == 0 ? "a" : "b"))];

        ReadyPipeline pipeline = _ml.Pipelines().Image(_ml.Data.LoadFromEnumerable(rows), "Bytes", "Kind");

        Assert.AreEqual(Networks.WhitenedVgg(channels: 1), pipeline.Network);
        Assert.IsFalse(pipeline.Training.ScoringViews!.Mirrored);
        Assert.DoesNotContain("HorizontalFlip", string.Join(' ', pipeline.Training.Augmentation));
        Assert.IsNull(pipeline.Training.Loss, "Smoothed labels need a temperature, which needs rows held out.");
    }

    [TestMethod]
    [DataRow(2, "BinaryCrossEntropy(0.1)")]
    [DataRow(3, "CrossEntropy(0.1)")]
    public void Labels_of_many_images_are_smoothed_and_some_of_these_are_held_out(int classes, string loss)
    {
        byte[][] images = [.. Enumerable.Range(0, classes).Select(i => Encode(16, 16, SKColors.Red, i))];
        Encoded[] rows = [.. Enumerable.Range(0, 600).Select(i => new Encoded(images[i % classes], $"kind {i % classes}"))];

        ReadyPipeline pipeline = _ml.Pipelines().Image(_ml.Data.LoadFromEnumerable(rows), "Bytes", "Kind");

        Assert.AreEqual(loss, pipeline.Training.Loss!.ToString());
        Assert.IsGreaterThan(0, pipeline.Training.ValidationFraction);
        CompiledCode.Load(pipeline.Code);
    }

    [TestMethod]
    public void Encoded_images_of_several_sizes_are_brought_to_one()
    {
        Encoded[] rows = [.. Enumerable.Range(0, 9).Select(i => new Encoded(Encode(50 + i, 70, SKColors.Gray, i), i % 3 == 0 ? "a" : "b"))];

        ReadyPipeline pipeline = _ml.Pipelines().Image(_ml.Data.LoadFromEnumerable(rows), "Bytes", "Kind");

        Assert.AreEqual(PredictionTask.BinaryClassification, pipeline.Task);
        StringAssert.StartsWith(pipeline.Choices[0].Reason, "48 × 48 pixels");
    }

    [TestMethod]
    public void Gray_images_are_taken_as_gray()
    {
        Encoded[] rows = [.. Enumerable.Range(0, 6)
            .Select(i => new Encoded(Encode(28, 28, SKColors.Gray, seed: null), i % 2 == 0 ? "a" : "b"))];

        ReadyPipeline pipeline = _ml.Pipelines().Image(_ml.Data.LoadFromEnumerable(rows), "Bytes", "Kind");

        Assert.AreEqual(Networks.LeNet5(), pipeline.Network);
        StringAssert.Contains(pipeline.Code, "Color = ImageColor.Gray");
    }

    [TestMethod]
    public void Digits_of_pixels_keep_their_size()
    {
        ReadyPipeline pipeline = _ml.Pipelines().Image(_ml.Data.MakeHandwrittenDigits(40), "Image");

        Assert.AreEqual(Networks.LeNet5(), pipeline.Network);
        Assert.IsFalse(pipeline.Code.Contains("Width", StringComparison.Ordinal));
    }

    [TestMethod]
    public void What_cannot_be_an_image_is_refused()
    {
        IDataView houses = House.View(_ml, 10);

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => _ml.Pipelines().Image(houses, nameof(House.Area), nameof(House.Quick))).Message,
            "Column 'Area' is Double; expected images");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Pipelines().Image(houses, "Picture", nameof(House.Quick))).Message,
            "Images: there is no column 'Picture'");
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(
                () => _ml.Pipelines().Image(houses, nameof(House.Street), nameof(House.Quick))).Message,
            "None of the images in column 'Street'");
    }

    private static float[] Scores(ITransformer model, IDataView data) =>
        [.. model.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score)];

    /// <summary>A plain image, with some speckles of the same lightness if there is a seed.</summary>
    private static byte[] Encode(int width, int height, SKColor color, int? seed)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(color);
        if (seed is int number)
        {
            var random = new Random(number);
            for (int i = 0; i < 40; i++)
                bitmap.SetPixel(random.Next(width), random.Next(height),
                    new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        }

        return TestImages.Encode(bitmap, SKEncodedImageFormat.Png);
    }

    private sealed record Encoded(byte[] Bytes, string Kind);
}
