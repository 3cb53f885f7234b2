using System.IO.Compression;

namespace MLFlux.Tables;

/// <summary>
/// Unpacks a gzip file of one part or several, to the end or with an error: .NET ends a file that is cut off as if it were whole.
/// </summary>
/// <remarks>
/// A part of known content is put behind the file. Only a file that ends where a part ends leads on to that part, which then is what
/// is unpacked last; it is held back from the reader.
/// </remarks>
internal sealed class WholeGzip : ForwardStream
{
    private const int ChunkBytes = 1 << 16;

    private static readonly byte[] s_end = Guid.Parse("c6c7b1a5-6b9f-4d8e-9a53-0f2d7e41c8b6").ToByteArray();
    private static readonly byte[] s_endPart = Pack(s_end);

    private readonly GZipStream _unpacked;
    private readonly byte[] _held = new byte[ChunkBytes];
    private int _start;
    private int _count;

    /// <param name="file">The file, which is closed with this stream.</param>
    public WholeGzip(Stream file) => _unpacked = new GZipStream(new FollowedStream(file, s_endPart), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The file is damaged or cut off, or has other bytes behind its end.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_count <= s_end.Length)
        {
            _held.AsSpan(_start, _count).CopyTo(_held);
            _start = 0;
            int read = _unpacked.Read(_held.AsSpan(_count));
            _count += read;
            if (read == 0)
            {
                return _held.AsSpan(0, _count).SequenceEqual(s_end) ? 0
                    : throw new InvalidDataException("It is cut off, or other bytes stand behind its end.");
            }
        }

        int given = Math.Min(buffer.Length, _count - s_end.Length);
        _held.AsSpan(_start, given).CopyTo(buffer);
        _start += given;
        _count -= given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(content);
        return packed.ToArray();
    }
}
