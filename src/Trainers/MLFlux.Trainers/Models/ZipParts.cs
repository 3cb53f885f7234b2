using System.IO.Compression;

namespace MLFlux.Models;

/// <summary>A model's files as the entries of a zip.</summary>
internal sealed class ZipParts(ZipArchive zip) : IPartSource
{
    /// <summary>Deflate makes nothing smaller than this many times.</summary>
    private const long HighestCompression = 1032;

    /// <inheritdoc/>
    public void Open(string name, Action<Stream, long> read)
    {
        ZipArchiveEntry entry = zip.GetEntry(name) ?? throw new InvalidDataException($"It has no {name}.");
        using Stream stream = entry.Open(); // Which makes sure that the compressed bytes lie within the file.
        if (entry.Length > HighestCompression * (entry.CompressedLength + 1))
            throw new InvalidDataException(
                $"{name} claims {entry.Length:N0} bytes in {entry.CompressedLength:N0}, which no compression comes to.");
        read(stream, entry.Length);
    }
}
