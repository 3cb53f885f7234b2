using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Images;

/// <summary>A column of images bound to a schema: how its rows are read, and what becomes of them.</summary>
/// <param name="Plan">What becomes of each image.</param>
/// <param name="CreateFetcher">For a row or cursor: what copies the image it stands on.</param>
internal sealed record ImageColumn(ImagePlan Plan, Func<DataViewRow, Action<ImageInput>> CreateFetcher)
{
    /// <summary>Above it, the room for a row's bytes is not kept for the next row.</summary>
    private const int KeptBytes = 1 << 20;

    /// <summary>Paths of files.</summary>
    public static Action<ImageInput> Paths(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> path = default;
        return input =>
        {
            getter(ref path);
            input.SetPath(path.ToString());
        };
    }

    /// <summary>Encoded images.</summary>
    public static Action<ImageInput> Encoded(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<byte>> getter = row.GetGetter<VBuffer<byte>>(column);
        VBuffer<byte> encoded = default;
        return input =>
        {
            getter(ref encoded);
            encoded.CopyTo(input.SetEncoded(encoded.Length));
            if (encoded.Length > KeptBytes)
                encoded = default;
        };
    }

    /// <summary>Vectors of pixels.</summary>
    public static Action<ImageInput> Pixels(DataViewRow row, DataViewSchema.Column column, int width, int height, int channels)
    {
        ValueGetter<VBuffer<byte>> getter = row.GetGetter<VBuffer<byte>>(column);
        VBuffer<byte> pixels = default;
        return input =>
        {
            getter(ref pixels);
            if (pixels.Length != width * height * channels)
                throw new InvalidOperationException(
                    $"Column '{column.Name}' holds an image of {pixels.Length:N0} bytes; its type says {width * height * channels:N0}.");
            pixels.CopyTo(input.SetPixels(channels == 1 ? ImageInputKind.Gray : ImageInputKind.Rgb, width, height, pixels.Length));
        };
    }

    /// <summary>ML.NET's own images.</summary>
    /// <remarks>
    /// ML.NET's transforms make a new image each time and dispose the one they are handed; collections in memory hand out the
    /// caller's own. Handing back what came last, and disposing nothing, is right for both.
    /// </remarks>
    public static Action<ImageInput> Bitmaps(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<MLImage> getter = row.GetGetter<MLImage>(column);
        MLImage image = null!;
        return input =>
        {
            getter(ref image);
            if (image is null)
            {
                input.SetEncoded(0);
                return;
            }

            ReadOnlySpan<byte> pixels = image.Pixels;
            ImageInputKind layout = image.PixelFormat == MLPixelFormat.Bgra32 ? ImageInputKind.Bgra : ImageInputKind.Rgba;
            pixels.CopyTo(input.SetPixels(layout, image.Width, image.Height, pixels.Length));
        };
    }
}
