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

    /// <summary>As programs do that take files from elsewhere.</summary>
    public static ITransformer LoadChecked(byte[] zip) => new MLContext().Model.LoadChecked(new MemoryStream(zip), out _);

    public static string[] Names(byte[] zip) => [.. Open(zip).Entries.Select(entry => entry.FullName)];

    /// <summary>The content of the only entry whose name ends so.</summary>
    public static byte[] Read(byte[] zip, string name)
    {
        using Stream entry = Open(zip).Entries.Single(e => e.FullName.EndsWith(name, StringComparison.Ordinal)).Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Where the stored bytes of an entry begin and end.</summary>
    public static (int Start, int End) Extent(byte[] zip, string name)
    {
        const int header = 30, lengths = 26; // Of a local header: its size before the name, and where the lengths of name and rest stand.
        byte[] begin = [(byte)'P', (byte)'K', 3, 4], named = System.Text.Encoding.UTF8.GetBytes(name);
        int at = 0;
        while (!zip.AsSpan(at, begin.Length).SequenceEqual(begin) || !zip.AsSpan(at + header, named.Length).SequenceEqual(named))
            at++;
        int start = at + header + BitConverter.ToUInt16(zip, at + lengths) + BitConverter.ToUInt16(zip, at + lengths + 2);
        return (start, start + (int)Open(zip).GetEntry(name)!.CompressedLength);
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
