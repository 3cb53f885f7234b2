using System.Security.Cryptography;

namespace MLFlux.Models;

/// <summary>The SHA-256 of each of a model's files. The zip itself does not notice a changed byte when it is read.</summary>
internal sealed class PartDigests
{
    private readonly Dictionary<string, byte[]> _digests = [];

    /// <summary>Writes a file, and keeps its digest.</summary>
    public void Write(string name, Stream target, Action<Stream> write)
    {
        using var digest = SHA256.Create();
        using (var through = new CryptoStream(target, digest, CryptoStreamMode.Write, leaveOpen: true))
            write(through);
        _digests.Add(name, digest.Hash!);
    }

    /// <summary>Makes sure that a file is as it was written.</summary>
    /// <param name="name">The file.</param>
    /// <param name="found">The digest that it has.</param>
    /// <exception cref="InvalidDataException">It is another.</exception>
    public void Check(string name, byte[] found)
    {
        if (!_digests.TryGetValue(name, out byte[]? digest) || !found.AsSpan().SequenceEqual(digest))
            throw new InvalidDataException($"{name} is cut off or altered: its digest is another than when the model was saved.");
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_digests.Count);
        foreach ((string name, byte[] digest) in _digests)
        {
            writer.Write(name);
            writer.Write(digest);
        }
    }

    public static PartDigests Load(BinaryReader reader)
    {
        var digests = new PartDigests();
        for (int left = reader.ReadInt32(); left > 0; left--)
            digests._digests[reader.ReadString()] = reader.ReadBytes(SHA256.HashSizeInBytes);
        return digests;
    }
}
