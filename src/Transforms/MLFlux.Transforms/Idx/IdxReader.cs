using System.Buffers;
using System.IO.Compression;
using MLFlux.Files;

namespace MLFlux.Idx;

/// <summary>Reads rows from an IDX file, plain or compressed by gzip.</summary>
internal static class IdxReader
{
    /// <summary>
    /// Deflate spends at least one bit on 129 bytes (a match of 258 in two bits), so nothing unpacks to more than this many times
    /// its size.
    /// </summary>
    private const long HighestCompression = 1032;

    /// <summary>Reads <paramref name="count"/> rows from <paramref name="start"/> on, and checks the file to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Images or labels.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows; null for all that follow.</param>
    /// <param name="partner">Rows of the file that goes with this one, whose number of rows has to be the same; or null.</param>
    public static IdxRows Read(string path, IdxContent content, int start, int? count, IdxRows? partner = null)
    {
        if (RegularFile.Other(path) is string other)
            throw new IOException($"'{path}' is {other}; expected an IDX file.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"The IDX file '{path}' is missing.", path);

        // Unbuffered: what is read is a few header bytes and then megabytes at a time.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (!IsGzip(file))
            return Read(file, compressedSize: null, path, content, start, count, partner);

        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            return Read(unpacked, file.Length, path, content, start, count, partner);
        }
        catch (InvalidDataException fault) when (!fault.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{path}' is a damaged gzip file: {fault.Message}", fault);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        int found = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return found == magic.Length && magic is [0x1F, 0x8B];
    }

    private static IdxRows Read(
        Stream stream, long? compressedSize, string path, IdxContent content, int start, int? count, IdxRows? partner)
    {
        var header = IdxHeader.Read(stream, path, content);
        CheckSize(header, stream, compressedSize, path);

        int fileRows = header.Dimensions[0];
        if (partner is not null && partner.FileRowCount != fileRows)
            throw new ArgumentException(
                $"'{path}' has {fileRows:N0} rows, but '{partner.Path}' has {partner.FileRowCount:N0}: they do not belong together.");

        int rows = CheckRange(start, count, fileRows, path);
        long rowSize = fileRows == 0 ? 0 : header.PayloadSize / fileRows;
        if (rows * rowSize > Array.MaxLength)
            throw new InvalidDataException(
                $"{rows:N0} rows of '{path}' take {rows * rowSize:N0} bytes, more than one array holds; read a range of rows at a time.");

        byte[] values = GC.AllocateUninitializedArray<byte>((int)(rows * rowSize));
        long found = Skip(stream, start * rowSize);
        found += stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        found += Skip(stream, header.PayloadSize - found);
        if (found < header.PayloadSize)
            throw CutShort(path, header, found);
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"'{path}' has bytes after the {header.PayloadSize:N0} that its header announces ({header}).");

        return new IdxRows(path, fileRows, start, rows, header.Dimensions.RemoveAt(0), values);
    }

    /// <summary>Compares what the header announces with what the file can hold, before memory is taken for it.</summary>
    private static void CheckSize(IdxHeader header, Stream stream, long? compressedSize, string path)
    {
        if (compressedSize is { } size)
        {
            if (header.PayloadSize > size * HighestCompression)
                throw new InvalidDataException(
                    $"'{path}' is cut short or damaged: its header announces {header.PayloadSize:N0} bytes ({header}), more than "
                    + $"{size:N0} bytes of gzip can hold.");
            return;
        }

        long actual = stream.Length - header.Size;
        if (actual < header.PayloadSize)
            throw CutShort(path, header, actual);
        if (actual > header.PayloadSize)
            throw new InvalidDataException(
                $"'{path}' has {actual - header.PayloadSize:N0} bytes after the {header.PayloadSize:N0} that its header announces "
                + $"({header}).");
    }

    private static int CheckRange(int start, int? count, int rows, string path)
    {
        if (start > rows)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"'{path}' has {rows:N0} rows.");
        if (count > rows - start)
            throw new ArgumentOutOfRangeException(nameof(count), count,
                $"'{path}' has {rows:N0} rows, of which {rows - start:N0} follow row {start:N0}.");

        return count ?? rows - start;
    }

    /// <summary>Passes over bytes, and returns how many there were, at most <paramref name="size"/>.</summary>
    private static long Skip(Stream stream, long size)
    {
        if (stream.CanSeek)
        {
            stream.Position += size;
            return size;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        long left = size;
        while (left > 0 && stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length)) is > 0 and var read)
            left -= read;
        ArrayPool<byte>.Shared.Return(buffer);
        return size - left;
    }

    private static InvalidDataException CutShort(string path, IdxHeader header, long found) => new(
        $"'{path}' is cut short: its header announces {header.PayloadSize:N0} bytes ({header}), {found:N0} are there.");
}
