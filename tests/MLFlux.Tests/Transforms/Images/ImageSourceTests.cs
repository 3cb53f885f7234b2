using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;
using SkiaSharp;

namespace MLFlux.Tests.Transforms.Images;

[TestClass]
public sealed class ImageSourceTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static ImageToVectorOptions Size(int width, int height) => new() { Width = width, Height = height };

    [TestMethod]
    [DataRow(SKEncodedImageFormat.Jpeg)]
    [DataRow(SKEncodedImageFormat.Png)]
    [DataRow(SKEncodedImageFormat.Webp)]
    public void Files_encoded_bytes_and_images_give_the_pixels_of_MLNET(SKEncodedImageFormat format)
    {
        using var folder = new TemporaryFolder();
        byte[] encoded = TestImages.Encode(37, 21, seed: 5, format);
        var data = s_ml.Data.LoadFromEnumerable([new Row { Path = folder.Write("a.jpg", encoded), Encoded = encoded }]);
        IDataView loaded = s_ml.Transforms.LoadImages("Image", null, "Path").Fit(data).Transform(data);

        float[] expected = Only<float>(Apply(
            s_ml.Transforms.ResizeImages("Image", 37, 21)
                .Append(s_ml.Transforms.ExtractPixels("Features", "Image", scaleImage: 1 / 255f)), loaded));
        foreach (string column in new[] { "Path", "Encoded", "Image" })
        {
            var ours = Apply(s_ml.Transforms.ImageToVector("Features", column, Size(37, 21)), loaded);
            Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3, 21, 37), ours.Schema["Features"].Type);
            CollectionAssert.AreEqual(expected, Only<float>(ours), column);
        }
    }

    [TestMethod]
    public void Follows_MLNETs_own_resizing()
    {
        using var folder = new TemporaryFolder();
        var data = s_ml.Data.LoadFromEnumerable(
            [new Row { Path = folder.Write("a.png", TestImages.Encode(40, 30, 3, SKEncodedImageFormat.Png)) }]);
        var loadAndResize = s_ml.Transforms.LoadImages("Image", null, "Path").Append(s_ml.Transforms.ResizeImages("Image", 16, 12));

        float[] theirs = Only<float>(
            Apply(loadAndResize.Append(s_ml.Transforms.ExtractPixels("Features", "Image", scaleImage: 1 / 255f)), data));
        var ours = Apply(loadAndResize.Append(s_ml.Transforms.ImageToVector("Features", "Image", new ImageToVectorOptions())), data);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3, 12, 16), ours.Schema["Features"].Type);
        CollectionAssert.AreEqual(theirs, Only<float>(ours));
    }

    [TestMethod]
    public void Images_in_memory_can_be_used_twice()
    {
        using SKBitmap bitmap = TestImages.Draw(6, 5, 1);
        using MLImage image = MLImage.CreateFromPixels(6, 5, MLPixelFormat.Rgba32, bitmap.Bytes);
        var data = s_ml.Data.LoadFromEnumerable(Enumerable.Repeat(new Picture { Image = image }, 5).ToList());
        var view = Apply(s_ml.Transforms.ImageToVector("Features", "Image", Size(6, 5)), data);

        float[][] first = [.. view.GetColumn<float[]>("Features")], second = [.. view.GetColumn<float[]>("Features")];

        Assert.HasCount(5, first);
        for (int i = 0; i < 5; i++)
            CollectionAssert.AreEqual(first[0], second[i]);
        Assert.AreEqual(6, image.Width);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Rows_keep_their_order_and_their_other_columns(bool asBytes)
    {
        const int count = 700; // More than are decoded ahead.
        using var folder = new TemporaryFolder();
        Row[] rows = [.. Enumerable.Range(0, count).Select(i => new Row { Path = folder.Write($"{i}.png", Uniform(i)), Number = i })];
        var options = Size(4, 3) with { AsBytes = asBytes, Scale = 1 / 255f };
        var view = Apply(s_ml.Transforms.ImageToVector("Features", "Path", options), s_ml.Data.LoadFromEnumerable(rows));

        float[][] vectors = asBytes
            ? [.. view.GetColumn<byte[]>("Features").Select(v => v.Select(b => b / 255f).ToArray())]
            : [.. view.GetColumn<float[]>("Features")];
        int[] numbers = [.. view.GetColumn<int>("Number")];

        CollectionAssert.AreEqual(Enumerable.Range(0, count).ToArray(), numbers);
        for (int i = 0; i < count; i++)
        {
            Assert.AreEqual(i % 256 / 255f, vectors[i][0], 1e-6, $"row {i}, red");
            Assert.AreEqual(i / 256 / 255f, vectors[i][12], 1e-6, $"row {i}, green");
        }

        static byte[] Uniform(int i) =>
            TestImages.Png(4, 3, 8, 2, [.. Enumerable.Repeat(new[] { (byte)i, (byte)(i / 256), (byte)9 }, 12).SelectMany(p => p)]);
    }

    [TestMethod]
    public void Keeps_the_estimator_contract()
    {
        using var folder = new TemporaryFolder();
        Row[] rows = [.. Enumerable.Range(0, 9).Select(i =>
        {
            byte[] encoded = TestImages.Encode(12 + i, 20 - i, i);
            return new Row { Path = folder.Write($"{i}.jpg", encoded), Encoded = encoded, Number = i, Pixels = new byte[8 * 9] };
        })];
        var data = s_ml.Data.LoadFromEnumerable(rows);
        IDataView[] never = [s_ml.Data.LoadFromEnumerable([new Other()])];
        ImageToVectorOptions[] all =
        [
            Size(10, 8),
            Size(10, 8) with { Fit = ImageFit.Pad, Background = (1, 2, 3), Color = ImageColor.Gray, AsBytes = true },
            Size(7, 9) with { Fit = ImageFit.Crop, Mean = [0.1f, 0.2f, 0.3f], StandardDeviation = [1, 2, 3],
                Unreadable = UnreadableImages.Skip },
        ];

        foreach (ImageToVectorOptions options in all)
        {
            foreach (string column in new[] { "Path", "Encoded" })
                new EstimatorContract(s_ml.Transforms.ImageToVector("Features", column, options), data) { InvalidInputs = never }.Verify();
        }

        new EstimatorContract(s_ml.Transforms.ImageToVector("Pixels", "Pixels", Size(5, 5)), data) { InvalidInputs = never }.Verify();
        var grayBytes = new ImageToVectorOptions { AsBytes = true, Color = ImageColor.Rgb };
        new EstimatorContract(s_ml.Transforms.ImageToVector("Pixels", "Pixels", grayBytes), data) { InvalidInputs = never }.Verify();
    }

    [TestMethod]
    public void Relative_paths_begin_in_the_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.png", TestImages.Encode(3, 3, 1, SKEncodedImageFormat.Png));
        var data = s_ml.Data.LoadFromEnumerable([new Row { Path = "a.png" }]);

        var view = Apply(s_ml.Transforms.ImageToVector("Features", "Path", Size(3, 3) with { Folder = folder.File("") }), data);

        Assert.HasCount(27, Only<float>(view));
    }

    [TestMethod]
    public void Serves_a_prediction_engine()
    {
        byte[] encoded = TestImages.Encode(9, 9, 4);
        var data = s_ml.Data.LoadFromEnumerable([new Row { Encoded = encoded }]);
        var model = s_ml.Transforms.ImageToVector("Features", "Encoded", Size(9, 9)).Fit(data);
        using var engine = s_ml.Model.CreatePredictionEngine<Row, Vector>(model);

        float[] single = engine.Predict(new Row { Encoded = encoded }).Features!;

        CollectionAssert.AreEqual(Only<float>(model.Transform(data)), single);
    }

    [TestMethod]
    public void Without_a_size_paths_are_refused()
    {
        var data = s_ml.Data.LoadFromEnumerable([new Row()]);

        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Transforms.ImageToVector("Features", "Path").Fit(data));

        StringAssert.Contains(fault.Message, "'Path'");
    }

    [TestMethod]
    public void Options_are_checked_when_the_estimator_is_made()
    {
        void Refused<T>(ImageToVectorOptions options)
            where T : Exception
            => Assert.ThrowsExactly<T>(() => s_ml.Transforms.ImageToVector("Features", "Path", options));

        Refused<ArgumentOutOfRangeException>(Size(0, 3));
        Refused<ArgumentOutOfRangeException>(Size(3, -1));
        Refused<ArgumentOutOfRangeException>(Size(100_000, 100_000));
        Refused<ArgumentException>(new ImageToVectorOptions { Width = 3 });
        Refused<ArgumentOutOfRangeException>(Size(3, 3) with { MaxPixels = 0 });
        Refused<ArgumentOutOfRangeException>(Size(3, 3) with { Fit = (ImageFit)9 });
        Refused<ArgumentException>(Size(3, 3) with { AsBytes = true, Scale = 1 });
        Refused<ArgumentException>(Size(3, 3) with { AsBytes = true, Mean = [1, 2, 3] });
    }

    private static IDataView Apply(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);

    private static T[] Only<T>(IDataView view) => view.GetColumn<T[]>("Features").Single();

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public byte[] Encoded { get; set; } = [];

        public int Number { get; set; }

        [VectorType(8, 9)]
        public byte[] Pixels { get; set; } = new byte[72];
    }

    private sealed class Other
    {
        public float Path { get; set; }

        public float Encoded { get; set; }

        public float Pixels { get; set; }
    }

    private sealed class Picture
    {
        [ImageType(5, 6)]
        public MLImage? Image { get; set; }
    }

    private sealed class Vector
    {
        public float[]? Features { get; set; }
    }
}
