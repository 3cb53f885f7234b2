using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace MLFlux.Tests.Transforms.Images;

/// <summary>Makes small encoded images, by Skia or, where it has no writer for a kind, byte by byte.</summary>
internal static class TestImages
{
    /// <summary>Random but smooth colours, the same for the same seed.</summary>
    public static SKBitmap Draw(int width, int height, int seed)
    {
        var random = new Random(seed);
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        double[] phases = [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble() * 6)];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                byte Wave(int c) => (byte)(127 + (60 * Math.Sin((x * 0.3) + phases[c]))
                    + (60 * Math.Cos((y * 0.2 * (c + 1)) + phases[c + 3])));
                bitmap.SetPixel(x, y, new SKColor(Wave(0), Wave(1), Wave(2)));
            }
        }

        return bitmap;
    }

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality = 90)
    {
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    public static byte[] Encode(int width, int height, int seed, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg)
    {
        using SKBitmap bitmap = Draw(width, height, seed);
        return Encode(bitmap, format);
    }

    /// <summary>A PNG of any colour type and depth. Each row of <paramref name="samples"/> is packed as PNG packs it.</summary>
    public static byte[] Png(int width, int height, byte depth, byte colorType, byte[] rows, byte[]? palette = null,
        byte[]? transparency = null)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colorType);
        Chunk(png, "IHDR", header);
        if (palette is not null)
            Chunk(png, "PLTE", palette);
        if (transparency is not null)
            Chunk(png, "tRNS", transparency);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            int length = rows.Length / Math.Max(1, height);
            for (int y = 0; y < height && rows.Length > 0; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(rows, y * length, length);
            }
        }

        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>A JPEG of one block of one colour, in four inks as Adobe writes them: 255 is none.</summary>
    public static byte[] CmykJpeg(byte cyan, byte magenta, byte yellow, byte black)
    {
        using var jpeg = new MemoryStream();
        jpeg.Write([0xFF, 0xD8]);
        jpeg.Write([0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        jpeg.Write([0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64)]);
        jpeg.Write([0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
        // Twelve sizes of the mean, four bits each; of the rest only "all zeros", one bit.
        jpeg.Write([0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12)
            .Select(i => (byte)i)]);
        jpeg.Write([0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        jpeg.Write([0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
        var bits = new List<bool>();
        foreach (byte value in new[] { cyan, magenta, yellow, black })
        {
            int mean = 8 * (value - 128), size = mean == 0 ? 0 : (int)Math.Log2(Math.Abs(mean)) + 1;
            Append(size, 4);
            Append(mean < 0 ? mean + (1 << size) - 1 : mean, size);
            bits.Add(false);
        }

        while (bits.Count % 8 != 0)
            bits.Add(true);
        foreach (bool[] eight in bits.Chunk(8))
        {
            byte packed = (byte)eight.Aggregate(0, (sum, bit) => (sum << 1) | (bit ? 1 : 0));
            jpeg.WriteByte(packed);
            if (packed == 0xFF)
                jpeg.WriteByte(0);
        }

        jpeg.Write([0xFF, 0xD9]);
        return jpeg.ToArray();

        void Append(int value, int count)
        {
            for (int bit = count - 1; bit >= 0; bit--)
                bits.Add(((value >> bit) & 1) == 1);
        }
    }

    /// <summary>Puts an orientation tag into a JPEG, behind its first marker.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        0xFF, 0xD8, 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. jpeg.AsSpan(2),
    ];

    private static void Chunk(MemoryStream png, string name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        byte[] named = [.. name.Select(c => (byte)c), .. content];
        png.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(named));
        png.Write(number);
    }

    private static uint Crc32(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
