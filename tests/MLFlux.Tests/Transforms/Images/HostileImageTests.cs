using System.Buffers.Binary;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using SkiaSharp;

namespace MLFlux.Tests.Transforms.Images;

/// <summary>Headers that announce far more than the file has, in every format: an error that names the file, or a row left out.</summary>
[TestClass]
public sealed class HostileImageTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly ImageToVectorOptions s_options = new() { Width = 8, Height = 8 };

    public static IEnumerable<object[]> Announced =>
        from format in new[] { "png", "jpg", "gif", "bmp", "webp", "ico" }
        from side in new[] { 7_000, 16_000 } // Below and above the limit of 50 million pixels.
        select new object[] { format, side };

    [TestMethod]
    [DynamicData(nameof(Announced))]
    public void A_header_alone_ends_in_an_error_that_names_the_file(string format, int side)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write($"bomb.{format}", Header(format, side));

        var fault = Assert.ThrowsExactly<InvalidDataException>(() => View([path], s_options).GetColumn<float[]>("Features").ToList());

        StringAssert.Contains(fault.Message, path);
        Assert.DoesNotContain("decoding failed", fault.Message);
    }

    [TestMethod]
    public void Where_it_is_asked_for_such_rows_are_left_out_and_all_others_stay()
    {
        using var folder = new TemporaryFolder();
        string whole = folder.Write("whole.png", TestImages.Encode(9, 9, 1, SKEncodedImageFormat.Png));
        string[] bombs = [.. Announced.Select(kind => folder.Write($"{kind[1]}.{kind[0]}", Header((string)kind[0], (int)kind[1])))];
        var skipped = new List<SkippedImage>();

        IDataView view = View([whole, .. bombs, whole], s_options with { Unreadable = UnreadableImages.Skip, Skipped = skipped.Add });

        Assert.HasCount(2, view.GetColumn<float[]>("Features").ToList());
        CollectionAssert.AreEqual(bombs, skipped.Select(image => image.Source).ToArray());
    }

    [TestMethod]
    [DataRow(SKEncodedImageFormat.Png)]
    [DataRow(SKEncodedImageFormat.Jpeg)]
    [DataRow(SKEncodedImageFormat.Webp)]
    public void An_image_cut_off_anywhere_is_an_error_or_its_own_picture(SKEncodedImageFormat format)
    {
        byte[] whole = TestImages.Encode(40, 30, 1, format);
        float[] picture = View([whole])[0];
        for (int length = 0; length < whole.Length; length += 7)
        {
            byte[] part = whole[..length];
            try
            {
                CollectionAssert.AreEqual(picture, View([part])[0], $"{length} of {whole.Length} bytes");
            }
            catch (InvalidDataException fault)
            {
                StringAssert.Contains(fault.Message, "row 0 ");
            }
        }
    }

    private static byte[] Header(string format, int side)
    {
        byte[] little = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(little, side);
        BinaryPrimitives.WriteInt32LittleEndian(little.AsSpan(4), side);
        byte[] low = little[..2], high = [little[1], little[0]];
        switch (format)
        {
            case "png":
                return TestImages.Png(side, side, 8, 2, []);
            case "jpg":
                byte[] jpeg = TestImages.Encode(16, 16, 1);
                int frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
                high.CopyTo(jpeg, frame + 5);
                high.CopyTo(jpeg, frame + 7);
                return jpeg;
            case "gif":
                return [.. "GIF89a"u8, .. low, .. low, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, .. low, .. low, 0, 2, 2, 0x4C,
                    1, 0, 0x3B];
            case "bmp":
                return [.. "BM"u8, 60, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, .. little, 1, 0, 24, 0, .. new byte[24], 1, 2, 3, 4,
                    5, 6];
            case "webp":
                uint sizes = (uint)(side - 1) | ((uint)(side - 1) << 14);
                byte[] packed = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(packed, sizes);
                return [.. "RIFF"u8, 30, 0, 0, 0, .. "WEBPVP8L"u8, 18, 0, 0, 0, 0x2F, .. packed, .. new byte[13]];
            default:
                byte[] png = TestImages.Png(side, side, 8, 2, []);
                BinaryPrimitives.WriteInt32LittleEndian(little, png.Length);
                return [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0, .. little[..4], 22, 0, 0, 0, .. png];
        }
    }

    private static IDataView View(IEnumerable<string> paths, ImageToVectorOptions options)
    {
        IDataView data = s_ml.Data.LoadFromEnumerable(paths.Select(path => new Row { Path = path }).ToList());
        return s_ml.Transforms.ImageToVector("Features", "Path", options).Fit(data).Transform(data);
    }

    private static List<float[]> View(IEnumerable<byte[]> images)
    {
        IDataView data = s_ml.Data.LoadFromEnumerable(images.Select(image => new Row { Encoded = image }).ToList());
        return [.. s_ml.Transforms.ImageToVector("Features", "Encoded", s_options).Fit(data).Transform(data)
            .GetColumn<float[]>("Features")];
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public byte[] Encoded { get; set; } = [];
    }
}
