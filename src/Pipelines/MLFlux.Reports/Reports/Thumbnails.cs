using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLFlux.Images;
using SkiaSharp;

namespace MLFlux.Reports;

/// <summary>Small pictures of a column of images.</summary>
internal static class Thumbnails
{
    private const int LongestSide = 96;

    /// <summary>Reads the image of the cursor's row as a PNG; null where it cannot be read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column holds no images.</exception>
    public static Func<byte[]?> Reader(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        switch (column.Type)
        {
            case TextDataViewType:
                ValueGetter<ReadOnlyMemory<char>> readPath = cursor.GetGetter<ReadOnlyMemory<char>>(column);
                ReadOnlyMemory<char> path = default;
                return () =>
                {
                    readPath(ref path);
                    return Shrink(Decode(() => BoundedBitmap.Decode(path.ToString())));
                };
            case VectorDataViewType { ItemType.RawType: var item } vector when item == typeof(byte) && IsImage(vector):
                ValueGetter<VBuffer<byte>> readBytes = cursor.GetGetter<VBuffer<byte>>(column);
                VBuffer<byte> bytes = default;
                return () =>
                {
                    readBytes(ref bytes);
                    byte[] values = [.. bytes.DenseValues()];
                    return Shrink(vector.IsKnownSize ? Draw(values, vector.Dimensions) : Decode(() => BoundedBitmap.Decode(values)));
                };
            case ImageDataViewType:
                // Not disposed here: a transform disposes the image that it is handed back, and a collection's belong to the caller.
                ValueGetter<MLImage?> readImage = cursor.GetGetter<MLImage?>(column);
                MLImage? image = null;
                return () =>
                {
                    readImage(ref image);
                    return image is null ? null : Shrink(Draw(image));
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(column),
                    $"The image column '{column.Name}' is {column.Type}; expected paths of files (String), encoded images (Vector<Byte>), "
                    + "an MLImage, or pixels (Vector<Byte, height, width> or Vector<Byte, height, width, channels>).");
        }
    }

    private static SKBitmap? Decode(Func<SKBitmap> decode)
    {
        try
        {
            return decode();
        }
        catch (InvalidDataException)
        {
            return null; // A report shows no picture in its place.
        }
    }

    private static bool IsImage(VectorDataViewType vector) =>
        !vector.IsKnownSize || vector.Dimensions is [_, _] or [_, _, 1] or [_, _, 3];

    private static SKBitmap Draw(byte[] pixels, IReadOnlyList<int> dimensions)
    {
        (int height, int width, int channels) = (dimensions[0], dimensions[1], dimensions.Count > 2 ? dimensions[2] : 1);
        var bitmap = new SKBitmap(width, height);
        for (int i = 0; i < width * height; i++)
        {
            ReadOnlySpan<byte> pixel = pixels.AsSpan(i * channels, channels);
            bitmap.SetPixel(i % width, i / width, new SKColor(pixel[0], pixel[channels / 2], pixel[channels - 1]));
        }

        return bitmap;
    }

    private static SKBitmap Draw(MLImage image)
    {
        SKColorType layout = image.PixelFormat == MLPixelFormat.Bgra32 ? SKColorType.Bgra8888 : SKColorType.Rgba8888;
        var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, layout, SKAlphaType.Unpremul));
        byte[] pixels = image.Pixels.ToArray();
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return bitmap;
    }

    private static byte[]? Shrink(SKBitmap? image)
    {
        if (image is null)
            return null;
        using SKBitmap whole = image;
        double scale = Math.Min(1, LongestSide / (double)Math.Max(whole.Width, whole.Height));
        var size = new SKImageInfo(Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
        using SKBitmap small = scale < 1 ? whole.Resize(size, SKFilterQuality.Medium) : whole.Copy();
        using SKData png = small.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }
}
