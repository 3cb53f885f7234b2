using System.IO.Compression;
using System.IO.Hashing;

namespace MLFlux.Files;

/// <summary>
/// All that is looked at in a model's zip before ML.NET reads it: ML.NET makes room for what the file claims, compares no checksum,
/// and waits for ever for values that are not there.
/// </summary>
internal static class ModelZipChecks
{
    /// <summary>Deflate makes nothing smaller than this many times.</summary>
    private const long HighestCompression = 1032;

    /// <summary>Makes sure that a zip is as it was saved, and that what is read unasked fits into it.</summary>
    /// <exception cref="InvalidDataException">It is no zip, is cut off or altered. The message does not name it.</exception>
    public static void Check(Stream zip)
    {
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            CheckSizes(archive, zip.Length);
            if (!ModelDigest.Check(archive))
                CheckSums(archive);
            foreach (ZipArchiveEntry entry in archive.Entries)
                CheckView(entry);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or NotSupportedException or ArgumentException
        or OverflowException)
        {
            throw new InvalidDataException($"it is no zip, as model files are, or is cut off or altered: {fault.Message}", fault);
        }
    }

    private static void CheckSizes(ZipArchive archive, long length)
    {
        long stored = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (entry.Length > HighestCompression * (entry.CompressedLength + 1))
            {
                throw new InvalidDataException($"its entry '{PlainText.Of(entry.FullName)}' claims {entry.Length:N0} bytes in "
                    + $"{entry.CompressedLength:N0}, which no compression comes to.");
            }

            stored = checked(stored + entry.CompressedLength);
        }

        if (stored > length)
            throw new InvalidDataException($"its entries claim {stored:N0} bytes of {length:N0}.");
    }

    private static void CheckSums(ZipArchive archive)
    {
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (Checksum(entry) != entry.Crc32)
                throw new InvalidDataException($"its entry '{PlainText.Of(entry.FullName)}' is another than when it was saved.");
        }
    }

    /// <summary>The schema, or that of a data loader: ML.NET finds the former by its name, the latter within another part.</summary>
    private static void CheckView(ZipArchiveEntry entry)
    {
        if (entry.Length < BinaryViewChecks.HeaderBytes)
            return;
        using Stream content = entry.Open();
        Span<byte> begin = stackalloc byte[sizeof(ulong)];
        if (content.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || !BinaryViewChecks.Begins(begin))
            return;

        try
        {
            var bytes = new byte[entry.Length];
            begin.CopyTo(bytes);
            content.ReadExactly(bytes.AsSpan(begin.Length));
            BinaryViewChecks.Check(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"its entry '{PlainText.Of(entry.FullName)}' {fault.Message}", fault);
        }
    }

    private static uint Checksum(ZipArchiveEntry entry)
    {
        var crc = new Crc32();
        using Stream content = entry.Open();
        crc.Append(content);
        return crc.GetCurrentHashAsUInt32();
    }
}
