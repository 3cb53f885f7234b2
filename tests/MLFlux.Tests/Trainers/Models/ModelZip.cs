using System.IO.Compression;
using Microsoft.ML;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Models;

/// <summary>A saved network as the bytes of its zip, to look into and to damage.</summary>
internal static class ModelZip
{
    public static byte[] Save(ITransformer transformer)
    {
        var ml = new MLContext();
        using var stream = new MemoryStream();
        ml.Model.Save(transformer, Examples.View(ml, 1).Schema, stream);
        return stream.ToArray();
    }

    public static ITransformer Load(byte[] zip) => new MLContext().Model.Load(new MemoryStream(zip), out _);

    public static string[] Names(byte[] zip) => [.. Open(zip).Entries.Select(entry => entry.FullName)];

    /// <summary>The content of the only entry whose name ends so.</summary>
    public static byte[] Read(byte[] zip, string name)
    {
        using Stream entry = Open(zip).Entries.Single(e => e.FullName.EndsWith(name, StringComparison.Ordinal)).Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>The zip with the content of the entry of this ending changed, or without it where the change gives null.</summary>
    public static byte[] Change(byte[] zip, string name, Func<byte[], byte[]?> change)
    {
        using var changed = new MemoryStream();
        using (var target = new ZipArchive(changed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string entry in Names(zip))
            {
                byte[] content = Read(zip, entry);
                if (entry.EndsWith(name, StringComparison.Ordinal))
                {
                    if (change(content) is not byte[] other)
                        continue;
                    content = other;
                }

                using Stream stream = target.CreateEntry(entry, CompressionLevel.NoCompression).Open();
                stream.Write(content);
            }
        }

        return changed.ToArray();
    }

    private static ZipArchive Open(byte[] zip) => new(new MemoryStream(zip), ZipArchiveMode.Read);
}
