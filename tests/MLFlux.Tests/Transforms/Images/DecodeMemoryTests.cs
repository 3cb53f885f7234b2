using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Images;
using MLFlux.Tests.Support;
using SkiaSharp;

namespace MLFlux.Tests.Transforms.Images;

/// <summary>What large images take while they are decoded: shared, within a limit, and given back.</summary>
[TestClass]
[DoNotParallelize]
public sealed class DecodeMemoryTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly ImageToVectorOptions s_options = new() { Width = 8, Height = 8 };

    [TestMethod]
    public void Engines_keep_nothing_of_the_largest_image_that_they_decoded()
    {
        byte[] large = TestImages.Png(3000, 3000, 8, 2, new byte[3000 * 3000 * 3]); // 36 MB once it is decoded.
        var model = s_ml.Transforms.ImageToVector("Features", "Encoded", s_options).Fit(s_ml.Data.LoadFromEnumerable(Array.Empty<Row>()));
        List<PredictionEngine<Row, Vector>> engines =
            [.. Enumerable.Range(0, 12).Select(_ => s_ml.Model.CreatePredictionEngine<Row, Vector>(model))];
        engines[0].Predict(new Row { Encoded = large });
        long before = Resident();

        Parallel.ForEach(engines, engine => Assert.HasCount(192, engine.Predict(new Row { Encoded = large }).Features!));

        Assert.IsLessThan(100L << 20, Resident() - before);
        GC.KeepAlive(engines);
    }

    [TestMethod]
    public void The_pool_keeps_few_bytes_whoever_gives_back()
    {
        var buffers = new List<DecodeBuffer>();
        for (int i = 0; i < 40; i++)
        {
            var buffer = new DecodeBuffer();
            buffer.Take(4 << 20).Fill(1);
            buffers.Add(buffer);
        }

        foreach (DecodeBuffer buffer in buffers)
            buffer.GiveBack();

        Assert.IsLessThanOrEqualTo(32L << 20, BlockPool.IdleBytes);
        Assert.IsGreaterThan(0, BlockPool.IdleBytes);
    }

    [TestMethod]
    public void Large_images_wait_in_line_and_one_alone_always_goes()
    {
        long limit = ImageLimits.MaxBytesAtOnce;
        try
        {
            ImageLimits.MaxBytesAtOnce = 1; // Every large image is alone.
            byte[] large = TestImages.Png(1100, 1000, 8, 2, new byte[1100 * 1000 * 3]);
            IDataView data = s_ml.Data.LoadFromEnumerable(Enumerable.Repeat(new Row { Encoded = large }, 12).ToList());
            IDataView view = s_ml.Transforms.ImageToVector("Features", "Encoded", s_options).Fit(data).Transform(data);

            Parallel.For(0, 4, _ => Assert.AreEqual(12, view.GetColumn<float[]>("Features").Count()));
        }
        finally
        {
            ImageLimits.MaxBytesAtOnce = limit;
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => ImageLimits.MaxBytesAtOnce = 0);
    }

    [TestMethod]
    public void An_application_lowers_the_pixel_limit_of_a_saved_model()
    {
        using var folder = new TemporaryFolder();
        var empty = s_ml.Data.LoadFromEnumerable(Array.Empty<Row>());
        s_ml.Model.Save(s_ml.Transforms.ImageToVector("Features", "Encoded", s_options).Fit(empty), empty.Schema, folder.File("model.zip"));
        using var engine = s_ml.Model.CreatePredictionEngine<Row, Vector>(s_ml.Model.Load(folder.File("model.zip"), out _));
        byte[] jpeg = TestImages.Encode(60, 50, 1), png = TestImages.Encode(60, 50, 1, SKEncodedImageFormat.Png);
        Assert.HasCount(192, engine.Predict(new Row { Encoded = jpeg }).Features!);
        try
        {
            ImageLimits.MaxPixels = 2_999;
            foreach (byte[] image in new[] { jpeg, png })
            {
                var fault = Assert.ThrowsExactly<InvalidDataException>(() => engine.Predict(new Row { Encoded = image }));
                StringAssert.Contains(fault.Message, "60 × 50");
                StringAssert.Contains(fault.Message, "2,999");
            }

            ImageLimits.MaxPixels = 3_000;
            Assert.HasCount(192, engine.Predict(new Row { Encoded = png }).Features!);
        }
        finally
        {
            ImageLimits.MaxPixels = int.MaxValue;
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => ImageLimits.MaxPixels = 0);
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }

    private sealed class Row
    {
        public byte[] Encoded { get; set; } = [];
    }

    private sealed class Vector
    {
        public float[]? Features { get; set; }
    }
}
