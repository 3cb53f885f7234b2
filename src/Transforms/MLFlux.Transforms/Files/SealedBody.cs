using System.Security.Cryptography;
using System.Text;

namespace MLFlux.Files;

/// <summary>Content followed by its own SHA-256, so that none that was cut off or altered is taken for what was written.</summary>
internal static class SealedBody
{
    /// <summary>Writes what <paramref name="writeBody"/> writes, and the digest behind it.</summary>
    public static void Write(BinaryWriter writer, Action<BinaryWriter> writeBody)
    {
        using var body = new MemoryStream();
        using (var bodyWriter = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
            writeBody(bodyWriter);
        byte[] content = body.ToArray();
        writer.Write(content);
        writer.Write(SHA256.HashData(content));
    }

    /// <summary>Gives <paramref name="readBody"/> the content, which is all up to the end of the stream but the digest.</summary>
    /// <exception cref="InvalidDataException">The content is not what was written.</exception>
    public static T Read<T>(BinaryReader reader, Func<BinaryReader, T> readBody)
    {
        long length = reader.BaseStream.Length - reader.BaseStream.Position - SHA256.HashSizeInBytes;
        byte[] content = length < 0
            ? throw new InvalidDataException("It is cut off.")
            : reader.ReadBytes(checked((int)length));
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(reader.ReadBytes(SHA256.HashSizeInBytes)))
            throw new InvalidDataException("It is cut off or altered: its digest is another.");

        using var bodyReader = new BinaryReader(new MemoryStream(content, writable: false), Encoding.UTF8);
        return readBody(bodyReader);
    }
}
