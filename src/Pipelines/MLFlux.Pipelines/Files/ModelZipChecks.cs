using System.IO.Compression;
using System.IO.Hashing;

namespace MLFlux.Files;

/// <summary>
/// All that is looked at in a model's zip before ML.NET reads it: ML.NET makes room for what the file claims, compares no checksum,
/// and waits for ever for values that are not there.
/// </summary>
internal static class ModelZipChecks
{
    private const string Weights = ".safetensors";

    /// <summary>Deflate makes nothing smaller than this many times.</summary>
    private const long HighestCompression = 1032;

    /// <summary>What is compressed best may still not fill the memory: the names of millions of slots take less.</summary>
    private const long MostViewBytes = 1 << 28;

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

    /// <summary>
    /// Compares the checksums but those of networks' weights, which are most of a file: their digests stand in another entry, and are
    /// compared as they are read.
    /// </summary>
    private static void CheckSums(ZipArchive archive)
    {
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => !entry.Name.EndsWith(Weights, StringComparison.Ordinal)))
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
            using MemoryStream view = ReadView(content, begin, entry.Length);
            BinaryViewChecks.Check(view);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"its entry '{PlainText.Of(entry.FullName)}' {fault.Message}", fault);
        }
    }

    /// <summary>All of a view, in memory that grows with what is there, whatever is claimed.</summary>
    private static MemoryStream ReadView(Stream content, ReadOnlySpan<byte> begin, long claimed)
    {
        if (claimed > MostViewBytes)
            throw new InvalidDataException($"claims {claimed:N0} bytes; a schema has up to {MostViewBytes:N0}.");
        var view = new MemoryStream();
        view.Write(begin);
        Span<byte> chunk = stackalloc byte[4096];
        while (view.Length <= claimed && content.Read(chunk) is > 0 and var read)
            view.Write(chunk[..read]);
        if (view.Length == claimed)
            return view;
        string found = view.Length < claimed ? $"{view.Length:N0}" : "more";
        throw new InvalidDataException($"claims {claimed:N0} bytes, and has {found}.");
    }

    private static uint Checksum(ZipArchiveEntry entry)
    {
        var crc = new Crc32();
        using Stream content = entry.Open();
        crc.Append(content);
        return crc.GetCurrentHashAsUInt32();
    }
}
