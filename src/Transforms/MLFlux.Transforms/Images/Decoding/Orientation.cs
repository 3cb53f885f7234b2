using System.Runtime.InteropServices;
using SkiaSharp;

namespace MLFlux.Images;

/// <summary>
/// Turns images the way their orientation tag says. Source: Exif 2.32, tag 0x0112, which names the side of the picture that the
/// first row is, then the side that the first column is.
/// </summary>
internal static class Orientation
{
    /// <summary>Whether width and height change places.</summary>
    public static bool SwapsSides(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <param name="pixels">The image as it is stored, four bytes a pixel.</param>
    /// <param name="width">Its width in pixels, as it is stored.</param>
    /// <param name="height">Its height in pixels, as it is stored.</param>
    /// <param name="origin">The tag.</param>
    /// <param name="turned">Takes the image as it is seen.</param>
    public static void Apply(ReadOnlySpan<byte> pixels, int width, int height, SKEncodedOrigin origin, Span<byte> turned)
    {
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(pixels);
        Span<uint> result = MemoryMarshal.Cast<byte, uint>(turned);
        // Where the first pixel of the picture is stored, and how far the next ones to the right and below are from there.
        (int first, int right, int down) = origin switch
        {
            SKEncodedOrigin.TopRight => (width - 1, -1, width),
            SKEncodedOrigin.BottomRight => ((width * height) - 1, -1, -width),
            SKEncodedOrigin.BottomLeft => (width * (height - 1), 1, -width),
            SKEncodedOrigin.LeftTop => (0, width, 1),
            SKEncodedOrigin.RightTop => (width * (height - 1), -width, 1),
            SKEncodedOrigin.RightBottom => ((width * height) - 1, -width, -1),
            SKEncodedOrigin.LeftBottom => (width - 1, width, -1),
            _ => (0, 1, width),
        };

        (int columns, int rows) = SwapsSides(origin) ? (height, width) : (width, height);
        for (int y = 0; y < rows; y++)
        {
            int place = first + (y * down);
            foreach (ref uint pixel in result.Slice(y * columns, columns))
            {
                pixel = source[place];
                place += right;
            }
        }
    }
}
