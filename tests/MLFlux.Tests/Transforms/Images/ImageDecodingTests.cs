using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace MLFlux.Tests.Transforms.Images;

/// <summary>What the pixels are: resampling, orientation, and the kinds of images.</summary>
[TestClass]
public sealed class ImageDecodingTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    [DataRow(40, 30, 13, 7, ImageFit.Fill)]
    [DataRow(40, 30, 64, 50, ImageFit.Fill)]
    [DataRow(17, 33, 40, 8, ImageFit.Fill)]
    [DataRow(1, 1, 5, 4, ImageFit.Fill)]
    [DataRow(64, 20, 16, 16, ImageFit.Crop)]
    [DataRow(20, 64, 16, 12, ImageFit.Crop)]
    [DataRow(64, 20, 16, 16, ImageFit.Pad)]
    [DataRow(20, 64, 15, 16, ImageFit.Pad)]
    public void Resampling_is_a_weighted_mean_of_all_pixels(int width, int height, int columns, int rows, ImageFit fit)
    {
        using SKBitmap source = TestImages.Draw(width, height, seed: width + height);
        byte[] actual = Decode(TestImages.Encode(source, SKEncodedImageFormat.Png), columns, rows,
            options => options with { Fit = fit, Background = (10, 20, 30) });

        double scale = fit switch
        {
            ImageFit.Crop => Math.Max((double)columns / width, (double)rows / height),
            ImageFit.Pad => Math.Min((double)columns / width, (double)rows / height),
            _ => 0,
        };
        (double partWidth, double partHeight) = fit == ImageFit.Crop ? (columns / scale, rows / scale) : (width, height);
        (int inner, int innerRows) = fit == ImageFit.Pad ? ((int)Math.Round(width * scale), (int)Math.Round(height * scale))
            : (columns, rows);
        (int left, int top) = ((columns - inner) / 2, (rows - innerRows) / 2);
        byte[] background = [10, 20, 30];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                bool inside = x >= left && x < left + inner && y >= top && y < top + innerRows;
                for (int c = 0; c < 3; c++)
                {
                    double expected = inside
                        ? Mean(source, c, (width - partWidth) / 2, partWidth, inner, x - left, (height - partHeight) / 2, partHeight,
                            innerRows, y - top)
                        : background[c];
                    Assert.AreEqual(expected, actual[(((c * rows) + y) * columns) + x], 0.51, $"({x}, {y}), channel {c}");
                }
            }
        }
    }

    [TestMethod]
    public void A_checkerboard_shrinks_to_gray()
    {
        using var board = new SKBitmap(64, 64, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < 64 * 64; i++)
            board.SetPixel(i % 64, i / 64, ((i % 64) + (i / 64)) % 2 == 0 ? SKColors.White : SKColors.Black);

        byte[] pixels = Decode(TestImages.Encode(board, SKEncodedImageFormat.Png), 8, 8);

        Assert.IsTrue(pixels.All(p => p is > 120 and < 136), string.Join(' ', pixels.Distinct()));
    }

    [TestMethod]
    [DataRow(40, 32)]
    [DataRow(100, 80)]
    [DataRow(150, 120)]
    [DataRow(300, 240)]
    public void Large_JPEGs_are_decoded_small_and_look_the_same(int width, int height)
    {
        byte[] jpeg = NoisyJpeg(800, 640), png;
        using (SKBitmap decoded = SKBitmap.Decode(jpeg))
            png = TestImages.Encode(decoded, SKEncodedImageFormat.Png);

        byte[] small = Decode(jpeg, width, height), whole = Decode(png, width, height);

        double difference = small.Zip(whole, (a, b) => Math.Abs(a - b)).Average();
        // Means leave little of the noise, whichever pixels they weigh more; of single pixels, it is 20 on average.
        Assert.IsLessThan(5.0, difference);
    }

    [TestMethod]
    [DataRow(1, "RGBW")]
    [DataRow(2, "GRWB")]
    [DataRow(3, "WBGR")]
    [DataRow(4, "BWRG")]
    [DataRow(5, "RBGW")]
    [DataRow(6, "BRWG")]
    [DataRow(7, "WGBR")]
    [DataRow(8, "GWRB")]
    public void Orientation_tags_are_honoured(int tag, string corners)
    {
        using var quarters = new SKBitmap(48, 32, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int y = 0; y < 32; y++)
        {
            for (int x = 0; x < 48; x++)
                quarters.SetPixel(
                    x, y, (x < 24, y < 16) switch { (true, true) => SKColors.Red, (false, true) => SKColors.Lime, (true, false) =>
                        SKColors.Blue, _ => SKColors.White });
        }

        byte[] jpeg = TestImages.WithOrientation(TestImages.Encode(quarters, SKEncodedImageFormat.Jpeg, 100), (byte)tag);
        (int width, int height) = tag >= 5 ? (32, 48) : (48, 32);

        byte[] pixels = Decode(jpeg, width, height);

        string found = string.Concat(new[] { (4, 4), (width - 5, 4), (4, height - 5), (width - 5, height - 5) }.Select(Color));
        Assert.AreEqual(corners, found);

        char Color((int X, int Y) at)
        {
            int place = (at.Y * width) + at.X, plane = width * height;
            return (pixels[place] > 128, pixels[place + plane] > 128, pixels[place + (2 * plane)] > 128) switch
            {
                (true, true, true) => 'W',
                (true, _, _) => 'R',
                (_, true, _) => 'G',
                _ => 'B',
            };
        }
    }

    [TestMethod]
    public void Sixteen_bits_keep_their_upper_eight()
    {
        CollectionAssert.AreEqual(new byte[] { 0x12, 0x56, 0x9A },
            Decode(TestImages.Png(1, 1, 16, 2, [0x12, 0x12, 0x56, 0x56, 0x9A, 0x9A]), 1, 1));
        CollectionAssert.AreEqual(new byte[] { 0x77, 0x77, 0x77 }, Decode(TestImages.Png(1, 1, 16, 0, [0x77, 0x77]), 1, 1));
    }

    [TestMethod]
    public void Palettes_and_grays_become_colours()
    {
        byte[] palette = [10, 20, 30, 200, 210, 220];

        CollectionAssert.AreEqual(new byte[] { 200, 10, 210, 20, 220, 30 }, Decode(TestImages.Png(2, 1, 8, 3, [1, 0], palette), 2, 1));
        CollectionAssert.AreEqual(new byte[] { 200, 10, 210, 20, 220, 30 },
            Decode(TestImages.Png(2, 1, 1, 3, [0b1000_0000], palette), 2, 1));
        CollectionAssert.AreEqual(new byte[] { 5, 250, 5, 250, 5, 250 }, Decode(TestImages.Png(2, 1, 8, 0, [5, 250]), 2, 1));
    }

    [TestMethod]
    [DataRow(0, 255, 255, 255, 0, 255, 255)]
    [DataRow(255, 0, 255, 255, 255, 0, 255)]
    [DataRow(255, 255, 255, 0, 0, 0, 0)]
    [DataRow(255, 255, 255, 255, 255, 255, 255)]
    [DataRow(200, 100, 50, 128, 100, 50, 25)]
    public void Inks_become_colours(int cyan, int magenta, int yellow, int black, int red, int green, int blue)
    {
        byte[] jpeg = TestImages.CmykJpeg((byte)cyan, (byte)magenta, (byte)yellow, (byte)black);

        byte[] pixels = Decode(jpeg, 8, 8);

        Assert.AreEqual(red, pixels[0], 1.01);
        Assert.AreEqual(green, pixels[64], 1.01);
        Assert.AreEqual(blue, pixels[128], 1.01);
    }

    [TestMethod]
    public void Transparent_pixels_show_the_background()
    {
        byte[] png = TestImages.Png(3, 1, 8, 6, [200, 100, 50, 255, 200, 100, 50, 0, 200, 100, 50, 128]);

        byte[] black = Decode(png, 3, 1), red = Decode(png, 3, 1, options => options with { Background = (255, 0, 0) });

        CheckAgainst(black, [0, 0, 0]);
        CheckAgainst(red, [255, 0, 0]);

        static void CheckAgainst(byte[] pixels, double[] background)
        {
            double[] colour = [200, 100, 50];
            double[] opacity = [1, 0, 128 / 255.0];
            for (int c = 0; c < 3; c++)
            {
                for (int x = 0; x < 3; x++)
                    Assert.AreEqual((colour[c] * opacity[x]) + (background[c] * (1 - opacity[x])), pixels[(c * 3) + x], 1.01);
            }
        }
    }

    [TestMethod]
    public void Gray_is_the_mean_that_the_eye_sees()
    {
        byte[] png = TestImages.Png(3, 1, 8, 2, [255, 0, 0, 0, 255, 0, 10, 20, 30]);

        byte[] gray = Decode(png, 3, 1, options => options with { Color = ImageColor.Gray });

        CollectionAssert.AreEqual(new byte[] { 76, 150, (byte)Math.Round((0.299 * 10) + (0.587 * 20) + (0.114 * 30)) }, gray);
    }

    /// <summary>Slow waves of colour under noise of up to 40 on each pixel, the same on all channels, which JPEG keeps.</summary>
    private static byte[] NoisyJpeg(int width, int height)
    {
        var random = new Random(7);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int noise = random.Next(-40, 41);
                byte Wave(double place) => (byte)(127 + noise + (60 * Math.Sin(place)));
                bitmap.SetPixel(x, y, new SKColor(Wave(x / 90.0), Wave(y / 70.0), Wave((x + y) / 110.0)));
            }
        }

        return TestImages.Encode(bitmap, SKEncodedImageFormat.Jpeg, 95);
    }

    private static byte[] Decode(byte[] encoded, int width, int height, Func<ImageToVectorOptions, ImageToVectorOptions>? change = null)
    {
        var options = new ImageToVectorOptions { Width = width, Height = height, AsBytes = true };
        var data = s_ml.Data.LoadFromEnumerable([new Row { Image = encoded }]);
        return s_ml.Transforms.ImageToVector("Vector", "Image", change?.Invoke(options) ?? options).Fit(data).Transform(data)
            .GetColumn<byte[]>("Vector").Single();
    }

    /// <summary>The mean under a triangle in both directions, summed over every pixel of the image.</summary>
    private static double Mean(
        SKBitmap source, int channel, double left, double width, int columns, int x, double top, double height, int rows, int y)
    {
        double across = width / columns, down = height / rows, sum = 0, weights = 0;
        for (int sy = 0; sy < source.Height; sy++)
        {
            double weightY = Math.Max(0, 1 - (Math.Abs(sy + 0.5 - (top + ((y + 0.5) * down))) / Math.Max(1, down)));
            for (int sx = 0; sx < source.Width && weightY > 0; sx++)
            {
                double weight = weightY * Math.Max(0, 1 - (Math.Abs(sx + 0.5 - (left + ((x + 0.5) * across))) / Math.Max(1, across)));
                SKColor pixel = weight > 0 ? source.GetPixel(sx, sy) : default;
                sum += weight * (channel == 0 ? pixel.Red : channel == 1 ? pixel.Green : pixel.Blue);
                weights += weight;
            }
        }

        return sum / weights;
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }
}
