using System.Buffers.Binary;
using System.IO.Compression;
using MLFlux.Files;
using MLFlux.Idx;

namespace MLFlux;

/// <summary>Writes IDX files of unsigned bytes, compressed by gzip where the name ends in <c>.gz</c>.</summary>
/// <seealso cref="IdxCatalog.LoadFromIdx"/>
public static class IdxFile
{
    /// <summary>
    /// Writes images, <c>[rows, height, width]</c>, or <c>[rows, height, width, channels]</c> with more than one channel.
    /// </summary>
    /// <remarks>The file is written whole or not at all; if writing fails, an older one stays as it was.</remarks>
    /// <param name="path">The file, which is replaced if it exists. Its folder is made if it is missing.</param>
    /// <param name="pixels">All images, one after the other: row by row, the channels of a pixel side by side.</param>
    /// <param name="height">Rows of pixels in an image, at least 1.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="channels">Bytes of a pixel, at least 1.</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> is not a whole number of images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteImages(string path, ReadOnlySpan<byte> pixels, int height, int width, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);

        long size = checked((long)height * width * channels);
        if (pixels.Length % size != 0)
            throw new ArgumentException(
                $"{pixels.Length:N0} bytes are not a whole number of images of {height}×{width}×{channels} = {size:N0} bytes.",
                nameof(pixels));

        int rows = (int)(pixels.Length / size);
        Write(path, pixels, channels == 1 ? [rows, height, width] : [rows, height, width, channels]);
    }

    /// <summary>Writes labels, <c>[rows]</c>.</summary>
    /// <remarks>The file is written whole or not at all; if writing fails, an older one stays as it was.</remarks>
    /// <param name="path">The file, which is replaced if it exists. Its folder is made if it is missing.</param>
    /// <param name="labels">One byte a row.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteLabels(string path, ReadOnlySpan<byte> labels) => Write(path, labels, [labels.Length]);

    private static void Write(string path, ReadOnlySpan<byte> values, ReadOnlySpan<int> dimensions)
    {
        byte[] header = new byte[4 + (sizeof(int) * dimensions.Length)];
        header[2] = IdxHeader.UnsignedByte;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (sizeof(int) * i)), dimensions[i]);

        bool compress = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        AtomicFile.Write(path, values, (file, values) =>
        {
            using GZipStream? gzip = compress ? new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true) : null;
            Stream stream = gzip ?? file;
            stream.Write(header);
            stream.Write(values);
        });
    }
}
