using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLFlux.ReadyMade;

/// <summary>How large the images of a column are for a network, and whether in colour.</summary>
/// <param name="Width">The width of the network's input.</param>
/// <param name="Height">The height of the network's input.</param>
/// <param name="HasColor">Whether it has three channels.</param>
/// <param name="IsResized">Whether images are brought to that size.</param>
internal sealed record ImageTarget(int Width, int Height, bool HasColor, bool IsResized)
{
    public const int LeastSize = 8;

    /// <summary>The sizes that larger images are brought to, by their usual size.</summary>
    private static readonly int[] s_sizes = [32, 48, 64];

    /// <summary>Size and colour in words.</summary>
    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{Width} × {Height} pixels, {(HasColor ? "in colour" : "gray")}");

    /// <summary>Looks at a column's type and, where that does not say it, at some of its images.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="image">The column.</param>
    /// <param name="size">The width and height that are wanted; null by the images.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column has no images.</exception>
    /// <exception cref="InvalidOperationException">None of them can be read.</exception>
    public static ImageTarget Of(IDataView data, DataViewSchema.Column image, int? size, CancellationToken cancellation)
    {
        switch (image.Type)
        {
            case VectorDataViewType { IsKnownSize: true } pixels when IsImage(pixels):
                bool hasColor = pixels.Dimensions is [_, _, > 1];
                return size is int wanted
                    ? new ImageTarget(wanted, wanted, hasColor, true)
                    : new ImageTarget(pixels.Dimensions[1], pixels.Dimensions[0], hasColor, false);
            case TextDataViewType or ImageDataViewType:
            case VectorDataViewType { IsKnownSize: false } encoded when IsImage(encoded):
                ImageSample sample = ImageSample.Of(data, image, cancellation);
                (int width, int height) = size is int side ? (side, side) : Usual(sample.Sizes);
                return new ImageTarget(width, height, sample.HasColor, true);
            default:
                throw new ArgumentOutOfRangeException(null,
                    $"Column '{image.Name}' is {image.Type}; expected images: paths (text), encoded images (Vector<Byte> of unknown "
                    + "size), MLImage, or pixels (Vector<Byte, height, width, channels>).");
        }
    }

    /// <summary>Whether vectors are encoded images, or pixels.</summary>
    public static bool IsImage(VectorDataViewType vector) => vector.ItemType == NumberDataViewType.Byte
        && (!vector.IsKnownSize || vector.Dimensions.Length is 2 or 3);

    /// <summary>How images become the network's input, bytes until a batch is made.</summary>
    public ImageToVectorOptions Options(UnreadableImages unreadable) => new()
    {
        Width = IsResized ? Width : null,
        Height = IsResized ? Height : null,
        Fit = IsResized ? ImageFit.Crop : ImageFit.Fill,
        Color = IsResized && !HasColor ? ImageColor.Gray : null,
        AsBytes = true,
        Unreadable = unreadable,
    };

    private static (int Width, int Height) Usual(IReadOnlyList<(int Width, int Height)> sizes)
    {
        (int width, int height) = sizes[0];
        if (sizes.All(size => size == sizes[0]) && Math.Min(width, height) >= LeastSize && Math.Max(width, height) <= s_sizes[^1])
            return (width, height);

        int[] sides = [.. sizes.Select(size => Math.Min(size.Width, size.Height)).Order()];
        int side = s_sizes.LastOrDefault(size => size <= sides[sides.Length / 2], s_sizes[0]);
        return (side, side);
    }
}
