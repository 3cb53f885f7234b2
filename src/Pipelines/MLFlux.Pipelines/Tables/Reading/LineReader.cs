using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MLFlux.Tables;

/// <summary>
/// Reads the lines of a text. Each line is UTF-8 where its bytes are valid, and otherwise of Windows' western code page: files are
/// joined from pieces of both.
/// </summary>
/// <param name="stream">The bytes, which are read once.</param>
/// <param name="name">What messages call the file.</param>
/// <param name="style">How the lines are written otherwise than most, and are brought to the usual quotes; null for nothing.</param>
internal sealed class LineReader(Stream stream, string name, LineStyle? style = null) : IDisposable
{
    /// <summary>The longest line, 16 MB: a file without line ends must not take the memory that it has bytes.</summary>
    public const int MostBytes = 1 << 24;

    private const int ChunkBytes = 1 << 16;

    private const byte DosEnd = 0x1A; // Behind the last line of files from DOS.

    private static readonly SearchValues<byte> s_ends = SearchValues.Create("\n\r"u8);
    private static readonly Encoding s_western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private byte[] _buffer = new byte[ChunkBytes];
    private int _start;
    private int _end;
    private long _before; // Bytes before those in the buffer.
    private long _line;

    /// <summary>Lines with characters beyond ASCII that are UTF-8, or marked as such.</summary>
    public LineCount Utf8Lines { get; } = new();

    /// <summary>Lines that are not UTF-8.</summary>
    public LineCount WesternLines { get; } = new();

    /// <summary>The words of these lines.</summary>
    public WesternWords WesternWords { get; } = new();

    /// <summary>The next line without its end, or null at the end of the text.</summary>
    /// <exception cref="InvalidDataException">A line is too long, or there is a byte of zero.</exception>
    public string? ReadLine()
    {
        int searched = 0;
        while (true)
        {
            int found = _buffer.AsSpan((_start + searched).._end).IndexOfAny(s_ends);
            if (found >= 0)
                return Take(searched + found);

            searched = _end - _start;
            if (Fill())
                continue;
            if (searched == 0)
                return null;
            if (_buffer.AsSpan(_start.._end) is [DosEnd])
                return null;
            string last = Decode(_buffer.AsSpan(_start.._end));
            _start = _end;
            return last;
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>The line of that many bytes; its end, one byte or two, is passed over.</summary>
    private string Take(int length)
    {
        string line = Decode(_buffer.AsSpan(_start, length));
        bool isReturn = _buffer[_start + length] == '\r';
        _start += length + 1;
        if (isReturn && (_start < _end || Fill()) && _buffer[_start] == '\n')
            _start++;
        return line;
    }

    private string Decode(ReadOnlySpan<byte> bytes) => style is null ? TextOf(bytes) : style.Usual(TextOf(bytes));

    private string TextOf(ReadOnlySpan<byte> bytes)
    {
        _line++;
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) // The mark of UTF-8, also where a second file begins.
        {
            bytes = bytes[3..];
            Utf8Lines.Add(_line);
        }

        if (Ascii.IsValid(bytes))
            return Encoding.Latin1.GetString(bytes);
        bool isUtf8 = Utf8.IsValid(bytes);
        (isUtf8 ? Utf8Lines : WesternLines).Add(_line);
        string text = (isUtf8 ? Encoding.UTF8 : s_western).GetString(bytes);
        if (!isUtf8)
            WesternWords.Add(text);
        return text;
    }

    /// <summary>Reads more bytes behind those that are left; false at the end.</summary>
    private bool Fill()
    {
        int left = _end - _start;
        if (left > MostBytes)
            throw new InvalidDataException(
                $"Line {_line + 1} of '{name}' is longer than {MostBytes >> 20} MB; expected a table in lines, a row each.");
        if (left == _buffer.Length)
            Array.Resize(ref _buffer, 2 * left);
        else
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        _before += _start;
        (_start, _end) = (0, left);

        int read = Read(_buffer.AsSpan(left));
        if (_buffer.AsSpan(left, read).IndexOf((byte)0) is >= 0 and var zero)
            throw new InvalidDataException(
                $"'{name}' is no text: byte {_before + left + zero + 1} is zero. Expected a table in lines, with separators between its "
                + "fields.");
        _end += read;
        return read > 0;
    }

    private int Read(Span<byte> bytes)
    {
        try
        {
            return stream.Read(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException(
                $"'{name}' is compressed by gzip and damaged behind line {_line}: {fault.Message} Bring the file again.", fault);
        }
    }
}
