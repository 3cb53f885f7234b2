using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLFlux.Images;
using SkiaSharp;

namespace MLFlux.ReadyMade;

/// <summary>What some images look like: how large they are, and whether any has a colour.</summary>
internal sealed class ImageSample
{
    private const int Most = 64, Stride = 37;

    private readonly List<(int Width, int Height)> _sizes = [];

    public IReadOnlyList<(int Width, int Height)> Sizes => _sizes;

    public bool HasColor { get; private set; }

    /// <summary>Looks at images from all over the first rows.</summary>
    /// <exception cref="InvalidOperationException">None of them can be read.</exception>
    public static ImageSample Of(IDataView data, DataViewSchema.Column column, CancellationToken cancellation)
    {
        var sample = new ImageSample();
        string? fault = null;
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        Func<MLImage?> read = Reader(cursor, column);
        for (int row = 0; sample._sizes.Count < Most && cursor.MoveNext(); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (row % Stride != 0 && row >= Stride)
                continue;
            try
            {
                using MLImage? image = read();
                if (image is not null)
                    sample.Add(image);
            }
            catch (InvalidDataException error)
            {
                fault ??= error.Message;
            }
        }

        return sample._sizes.Count > 0
            ? sample
            : throw new InvalidOperationException(
                $"None of the images in column '{column.Name}' that were looked at can be read{(fault is null ? "" : $": {fault}")}.");
    }

    private void Add(MLImage image)
    {
        _sizes.Add((image.Width, image.Height));
        int bytes = image.BitsPerPixel / 8;
        for (int i = 0; !HasColor && i + 2 < image.Pixels.Length; i += bytes)
            HasColor = image.Pixels[i] != image.Pixels[i + 1] || image.Pixels[i + 1] != image.Pixels[i + 2];
    }

    private static Func<MLImage?> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        switch (column.Type)
        {
            case TextDataViewType:
                ValueGetter<ReadOnlyMemory<char>> getPath = row.GetGetter<ReadOnlyMemory<char>>(column);
                ReadOnlyMemory<char> path = default;
                return () =>
                {
                    getPath(ref path);
                    return Copy(BoundedBitmap.Decode(path.ToString()));
                };
            case ImageDataViewType:
                ValueGetter<MLImage> getImage = row.GetGetter<MLImage>(column);
                return () =>
                {
                    MLImage image = null!;
                    getImage(ref image);
                    return image;
                };
            default:
                ValueGetter<VBuffer<byte>> getBytes = row.GetGetter<VBuffer<byte>>(column);
                VBuffer<byte> bytes = default;
                return () =>
                {
                    getBytes(ref bytes);
                    return Copy(BoundedBitmap.Decode([.. bytes.DenseValues()]));
                };
        }
    }

    private static MLImage Copy(SKBitmap decoded)
    {
        using SKBitmap bitmap = decoded;
        return MLImage.CreateFromPixels(bitmap.Width, bitmap.Height, MLPixelFormat.Rgba32, bitmap.GetPixelSpan());
    }
}
