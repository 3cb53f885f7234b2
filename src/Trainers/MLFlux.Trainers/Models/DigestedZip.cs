using System.IO.Compression;

namespace MLFlux.Models;

/// <summary>Files in a zip, uncompressed, with the digests of all.</summary>
internal static class DigestedZip
{
    private const string Digests = "Digests";

    /// <summary>Writes files.</summary>
    /// <param name="stream">Takes the zip, and stays open.</param>
    /// <param name="write">Is given what adds a file of a name, and lets its content be written.</param>
    public static void Write(Stream stream, Action<Action<string, Action<Stream>>> write)
    {
        var digests = new PartDigests();
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        write((name, content) =>
        {
            using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            digests.Write(name, entry, content);
        });
        using var writer = new BinaryWriter(zip.CreateEntry(Digests).Open());
        digests.Save(writer);
    }

    /// <summary>Lets files be read.</summary>
    /// <exception cref="InvalidDataException">It is no zip, or has no digests.</exception>
    public static T Read<T>(Stream stream, Func<ModelParts, T> read)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var source = new ZipParts(zip);
        PartDigests digests = new();
        source.Open(Digests, (entry, _) =>
        {
            using var reader = new BinaryReader(entry);
            digests = PartDigests.Load(reader);
        });
        return read(new ModelParts(source, digests));
    }
}
