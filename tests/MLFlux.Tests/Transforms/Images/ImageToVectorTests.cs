using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms.Images;

[TestClass]
public sealed class ImageToVectorTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    [DataRow(1, 1, 1)]
    [DataRow(28, 28, 1)]
    [DataRow(5, 7, 3)]
    [DataRow(40, 33, 3)]
    [DataRow(9, 4, 2)]
    [DataRow(6, 6, 5)]
    public void Puts_channels_first_and_normalizes_each(int height, int width, int channels)
    {
        byte[] pixels = Random(height * width * channels * 2);
        float[] mean = [.. Enumerable.Range(0, channels).Select(channel => 0.1f * (channel + 1))];
        float[] deviation = [.. Enumerable.Range(0, channels).Select(channel => 0.5f + channel)];
        using var folder = new TemporaryFolder();
        IdxFile.WriteImages(folder.File("i"), pixels, height, width, channels);
        var data = s_ml.Data.LoadFromIdx(folder.File("i"));

        var plain = Transform(s_ml.Transforms.ImageToVector("Features", "Image"), data);
        var normalized = Transform(s_ml.Transforms.ImageToVector("Features", "Image", 1 / 255f, mean, deviation), data);
        var centred = Transform(s_ml.Transforms.ImageToVector("Features", "Image", 2, mean), data);
        var divided = Transform(s_ml.Transforms.ImageToVector("Features", "Image", 1, standardDeviation: deviation), data);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, channels, height, width), plain.Schema["Features"].Type);
        CheckAgainstFormula(plain, 1 / 255.0, _ => 0, _ => 1);
        CheckAgainstFormula(normalized, 1 / 255.0, channel => mean[channel], channel => deviation[channel]);
        CheckAgainstFormula(centred, 2, channel => mean[channel], _ => 1);
        CheckAgainstFormula(divided, 1, _ => 0, channel => deviation[channel]);

        void CheckAgainstFormula(IDataView result, double scale, Func<int, double> meanOf, Func<int, double> deviationOf)
        {
            int row = 0;
            foreach (float[] vector in result.GetColumn<float[]>("Features"))
            {
                for (int i = 0; i < vector.Length; i++)
                {
                    int channel = i / (height * width), pixel = i % (height * width);
                    byte value = pixels[(row * vector.Length) + (pixel * channels) + channel];
                    double expected = ((value * scale) - meanOf(channel)) / deviationOf(channel);
                    Assert.AreEqual(expected, vector[i], 1e-6 * Math.Max(1, Math.Abs(expected)),
                        $"Row {row}, channel {channel}, pixel {pixel}.");
                }

                row++;
            }

            Assert.AreEqual(2, row);
        }
    }

    [TestMethod]
    public void Gives_what_MLNETs_ExtractPixels_gives()
    {
        const int height = 6, width = 9;
        byte[] pixels = Random(height * width * 3);
        using var folder = new TemporaryFolder();
        IdxFile.WriteImages(folder.File("i"), pixels, height, width, 3);
        // MLImage takes four bytes a pixel, the last for opacity.
        byte[] opaque = [.. pixels.Chunk(3).SelectMany(pixel => pixel.Append((byte)255))];
        using var image = MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, opaque);
        var extract = s_ml.Transforms.ExtractPixels("Features", "Image", scaleImage: 1 / 255f,
            orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ARGB);

        var ours = Transform(s_ml.Transforms.ImageToVector("Features", "Image"), s_ml.Data.LoadFromIdx(folder.File("i")));
        var theirs = Transform(extract, s_ml.Data.LoadFromEnumerable([new Picture { Image = image }]));

        Assert.AreEqual(theirs.Schema["Features"].Type, ours.Schema["Features"].Type);
        CollectionAssert.AreEqual(theirs.GetColumn<float[]>("Features").Single(), ours.GetColumn<float[]>("Features").Single());
    }

    [TestMethod]
    public void Keeps_the_estimator_contract()
    {
        using var folder = new TemporaryFolder();
        IdxFile.WriteImages(folder.File("rgb"), Random(4 * 5 * 3 * 7), 4, 5, 3);
        IdxFile.WriteImages(folder.File("gray"), Random(4 * 5 * 7), 4, 5);
        IdxFile.WriteLabels(folder.File("l"), Random(7));
        var data = s_ml.Data.LoadFromIdx(folder.File("rgb"), folder.File("l"));
        IDataView[] never =
        [
            s_ml.Data.LoadFromIdx(null, folder.File("l")),
            s_ml.Data.LoadFromEnumerable([new Scalar { Image = 1 }]),
            s_ml.Data.LoadFromEnumerable([new Floats { Image = [1, 2, 3, 4] }]),
            s_ml.Data.LoadFromEnumerable([new Unsized { Image = [1, 2, 3, 4] }]),
        ];

        new EstimatorContract(s_ml.Transforms.ImageToVector("Features", "Image"), data) { InvalidInputs = never }.Verify();
        new EstimatorContract(s_ml.Transforms.ImageToVector("Image"), s_ml.Data.LoadFromIdx(folder.File("gray"))) { InvalidInputs = never }
            .Verify();
        new EstimatorContract(s_ml.Transforms.ImageToVector("Features", "Image", 0.5f, [1, 2, 3], [4, 5, 6]),
            data) { InvalidInputs = never }.Verify();
    }

    [TestMethod]
    public void A_vector_without_height_and_width_is_refused_with_the_types()
    {
        var flat = s_ml.Data.LoadFromEnumerable([new Flat { Image = [1, 2, 3, 4] }]);

        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Transforms.ImageToVector("Features", "Image").Fit(flat));

        Assert.AreEqual("Column 'Image' is Vector<Byte, 4>; expected Vector<Byte, height, width> or Vector<Byte, height, width, channels>.",
            fault.Message);
    }

    [TestMethod]
    public void Means_for_other_channels_are_refused()
    {
        using var folder = new TemporaryFolder();
        IdxFile.WriteImages(folder.File("gray"), Random(20), 4, 5);
        var data = s_ml.Data.LoadFromIdx(folder.File("gray"));

        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => s_ml.Transforms.ImageToVector("Image", mean: [1, 2, 3]).Fit(data));

        StringAssert.Contains(fault.Message, "'Image'");
        StringAssert.Contains(fault.Message, "3 channel");
    }

    [TestMethod]
    public void Options_are_checked_when_the_estimator_is_made()
    {
        var transforms = s_ml.Transforms;
        Assert.ThrowsExactly<ArgumentException>(() => transforms.ImageToVector(""));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ImageToVector("Image", scale: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ImageToVector("Image", scale: float.NaN));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ImageToVector("Image", mean: [float.PositiveInfinity]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ImageToVector("Image", standardDeviation: [0]));
        Assert.ThrowsExactly<ArgumentException>(() => transforms.ImageToVector("Image", mean: [1, 2, 3], standardDeviation: [1]));
    }

    [TestMethod]
    public void Sparse_images_are_read_in_full()
    {
        var data = s_ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 6).Select(place => new Sparse { Image = new VBuffer<byte>(6, 1, [200], [place]) }));

        var vectors = Transform(s_ml.Transforms.ImageToVector("Features", "Image", scale: 1), data).GetColumn<float[]>("Features")
            .ToArray();

        Assert.HasCount(6, vectors);
        for (int row = 0; row < 6; row++)
            CollectionAssert.AreEqual(Enumerable.Range(0, 6).Select(i => i == row ? 200f : 0f).ToArray(), vectors[row]);
    }

    [TestMethod]
    public void Rows_share_one_buffer()
    {
        using var folder = new TemporaryFolder();
        IdxFile.WriteImages(folder.File("i"), Random(100 * 8 * 8 * 3), 8, 8, 3);
        var view = Transform(s_ml.Transforms.ImageToVector("Features", "Image", 1 / 255f, [1, 2, 3]),
            s_ml.Data.LoadFromIdx(folder.File("i")));
        using var cursor = view.GetRowCursor([view.Schema["Features"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        VBuffer<float> vector = default;
        cursor.MoveNext();
        getter(ref vector);

        long before = GC.GetAllocatedBytesForCurrentThread();
        while (cursor.MoveNext())
            getter(ref vector);

        // ML.NET's cursor allocates a little now and then; a byte for each pixel, the least a copy would take, is far above it.
        Assert.IsLessThan(99L * 8 * 8 * 3, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Serves_a_prediction_engine()
    {
        var model = s_ml.Transforms.ImageToVector("Features", "Image").Fit(s_ml.Data.LoadFromEnumerable(Array.Empty<Square>()));
        using var engine = s_ml.Model.CreatePredictionEngine<Square, Vector>(model);

        var vector = engine.Predict(new Square { Image = [0, 51, 102, 255] });

        CollectionAssert.AreEqual(new[] { 0f, 51 * (1 / 255f), 102 * (1 / 255f), 1f }, vector.Features);
    }

    private static IDataView Transform(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);

    private static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private sealed class Picture
    {
        [ImageType(6, 9)]
        public MLImage? Image { get; set; }
    }

    private sealed class Scalar
    {
        public byte Image { get; set; }
    }

    private sealed class Floats
    {
        [VectorType(2, 2)]
        public float[]? Image { get; set; }
    }

    private sealed class Unsized
    {
        public byte[]? Image { get; set; }
    }

    private sealed class Flat
    {
        [VectorType(4)]
        public byte[]? Image { get; set; }
    }

    private sealed class Square
    {
        [VectorType(2, 2)]
        public byte[]? Image { get; set; }
    }

    private sealed class Vector
    {
        public float[]? Features { get; set; }
    }

    private sealed class Sparse
    {
        [VectorType(2, 3)]
        public VBuffer<byte> Image { get; set; }
    }
}
