using System.Text;

namespace MLFlux.Tables;

/// <summary>A text file, and how its bytes are characters.</summary>
/// <param name="Path">The file.</param>
/// <param name="Encoding">What its bytes mean, where a mark at its beginning does not say it.</param>
internal sealed record TableText(string Path, Encoding Encoding)
{
    private const int ChunkBytes = 1 << 16;

    /// <summary>
    /// Looks at a whole file: it is UTF-8, or has another mark at its beginning, or is in Windows' western code page, which Excel
    /// writes.
    /// </summary>
    /// <exception cref="InvalidDataException">It has bytes of zero, and is no text.</exception>
    public static TableText Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] chunk = new byte[ChunkBytes];
        Decoder utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        char[] characters = new char[ChunkBytes + 1];
        bool isUtf8 = true;
        for (long place = 0; ; place += ChunkBytes)
        {
            int length = file.ReadAtLeast(chunk, ChunkBytes, throwOnEndOfStream: false);
            ReadOnlySpan<byte> bytes = chunk.AsSpan(0, length);
            if (place == 0 && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
                return new TableText(path, Encoding.UTF8);
            if (bytes.IndexOf((byte)0) is >= 0 and var zero)
                throw new InvalidDataException($"'{path}' is no text: byte {place + zero + 1} is zero. Expected a table in lines, with separators between its fields.");

            isUtf8 = isUtf8 && IsValid(utf8, bytes, characters, isLast: length < ChunkBytes);
            if (length < ChunkBytes)
                return new TableText(path, isUtf8 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        }
    }

    public StreamReader Open() => new(Path, Encoding);

    private static bool IsValid(Decoder utf8, ReadOnlySpan<byte> bytes, Span<char> characters, bool isLast)
    {
        try
        {
            utf8.GetChars(bytes, characters, flush: isLast);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
