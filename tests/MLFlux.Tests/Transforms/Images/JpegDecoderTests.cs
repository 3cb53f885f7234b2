using System.Runtime.InteropServices;
using MLFlux.Images;
using MLFlux.Tests.Support;
using SkiaSharp;

namespace MLFlux.Tests.Transforms.Images;

/// <summary>The decoder of plain JPEGs beside libjpeg, as Skia uses it.</summary>
[TestClass]
public sealed class JpegDecoderTests
{
    [TestMethod]
    [DataRow(SKJpegEncoderDownsample.Downsample420)]
    [DataRow(SKJpegEncoderDownsample.Downsample422)]
    [DataRow(SKJpegEncoderDownsample.Downsample444)]
    public void Pixels_are_those_of_libjpeg(SKJpegEncoderDownsample sampling)
    {
        var decoder = new JpegDecoder();
        var random = new Random(3);
        foreach (int quality in new[] { 1, 20, 75, 100 })
        {
            foreach ((int width, int height) in new[] { (5, 1), (8, 8), (16, 16), (17, 9), (32, 32), (33, 31), (47, 50), (6, 97),
                (130, 66) })
            {
                byte[] jpeg = Encode(Noise(width, height, random, noise: quality / 2), quality, sampling);
                CollectionAssert.AreEqual(Skia(jpeg)!, Own(decoder, jpeg), $"{width} × {height}, quality {quality}");
            }
        }
    }

    [TestMethod]
    public void Gray_images_have_equal_channels()
    {
        var decoder = new JpegDecoder();
        foreach ((int width, int height) in new[] { (1, 1), (8, 8), (28, 28), (61, 19) })
        {
            using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
            byte[] samples = new byte[bitmap.ByteCount];
            new Random(width).NextBytes(samples);
            Marshal.Copy(samples, 0, bitmap.GetPixels(), samples.Length);
            byte[] jpeg = TestImages.Encode(bitmap, SKEncodedImageFormat.Jpeg, 80);

            CollectionAssert.AreEqual(Skia(jpeg)!, Own(decoder, jpeg));
        }
    }

    [TestMethod]
    public void Of_damaged_files_it_decodes_none_but_as_libjpeg_does()
    {
        var decoder = new JpegDecoder();
        var random = new Random(8);
        SKJpegEncoderDownsample[] samplings =
            [SKJpegEncoderDownsample.Downsample420, SKJpegEncoderDownsample.Downsample422, SKJpegEncoderDownsample.Downsample444];
        byte[][] whole = [.. Enumerable.Range(0, 12)
            .Select(i => Encode(Noise(20 + (3 * i), 40 - i, random, 30), 30 + (6 * i), samplings[i % 3]))];
        int decoded = 0;
        for (int i = 0; i < 6000; i++)
        {
            byte[] jpeg = (byte[])whole[i % whole.Length].Clone();
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                jpeg[random.Next(jpeg.Length)] ^= (byte)(1 << random.Next(8));
            if (i % 10 == 0)
                jpeg = jpeg[..random.Next(jpeg.Length)];

            if (Own(decoder, jpeg) is not { } pixels)
                continue;
            decoded++;
            CollectionAssert.AreEqual(Skia(jpeg), pixels, $"file {i}");
        }

        Assert.IsTrue(decoded is > 200 and < 5800, $"{decoded}");
    }

    [TestMethod]
    public void What_is_not_plain_is_left_to_Skia()
    {
        byte[] plain = TestImages.Encode(20, 20, 1);
        byte[] restarts = [.. plain[..2], 0xFF, 0xDD, 0, 4, 0, 1, .. plain[2..]];
        byte[] behind = [.. plain[..^2], 1, 2, 0xFF, 0xD9];
        var decoder = new JpegDecoder();

        Assert.IsNotNull(Own(decoder, plain));
        foreach (byte[] other in new[]
        {
            TestImages.WithOrientation(plain, 6), TestImages.CmykJpeg(1, 2, 3, 4), TestImages.Encode(9, 9, 1, SKEncodedImageFormat.Png),
            restarts, behind, plain[..^2], plain[..^40], plain[..300], [],
        })
        {
            Assert.IsNull(Own(decoder, other));
        }
    }

    [TestMethod]
    public void Photographs_of_the_shared_set_are_those_of_libjpeg()
    {
        string folder = SharedData.PathOf("cifar10", "test");
        var decoder = new JpegDecoder();
        foreach (string file in Directory.GetFiles(folder, "*0.jpg", SearchOption.AllDirectories))
        {
            byte[] jpeg = File.ReadAllBytes(file);
            CollectionAssert.AreEqual(Skia(jpeg)!, Own(decoder, jpeg), file);
        }
    }

    /// <summary>Waves of colour under noise.</summary>
    private static SKBitmap Noise(int width, int height, Random random, int noise)
    {
        SKBitmap bitmap = TestImages.Draw(width, height, random.Next());
        byte[] samples = bitmap.Bytes;
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)Math.Clamp(samples[i] + random.Next(-noise, noise + 1), 0, 255);
        Marshal.Copy(samples, 0, bitmap.GetPixels(), samples.Length);
        return bitmap;
    }

    private static byte[] Encode(SKBitmap bitmap, int quality, SKJpegEncoderDownsample sampling)
    {
        using (bitmap)
        {
            using SKPixmap pixels = bitmap.PeekPixels();
            using SKData data = pixels.Encode(new SKJpegEncoderOptions(quality, sampling, SKJpegEncoderAlphaOption.Ignore));
            return data.ToArray();
        }
    }

    /// <summary>The pixels as Skia has them; null where it does not.</summary>
    private static byte[]? Skia(byte[] jpeg)
    {
        using SKData data = SKData.CreateCopy(jpeg);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null)
            return null;
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        return codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success ? bitmap.Bytes : null;
    }

    private static byte[]? Own(JpegDecoder decoder, byte[] jpeg)
    {
        if (!decoder.TryReadHeader(jpeg) || (long)decoder.Width * decoder.Height > 1 << 16)
            return null;
        byte[] pixels = new byte[(4 * decoder.Width * decoder.Height) + JpegDecoder.Slack];
        return decoder.TryDecode(jpeg, pixels) ? pixels[..^JpegDecoder.Slack] : null;
    }
}
