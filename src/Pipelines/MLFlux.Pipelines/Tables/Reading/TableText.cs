using System.Text;
using MLFlux.Files;
using MLFlux.Progress;

namespace MLFlux.Tables;

/// <summary>A text file, and how its bytes become lines.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">What messages call the file.</param>
/// <param name="IsCompressed">Whether gzip has compressed it.</param>
/// <param name="Wide">The encoding of its characters where they have two bytes or four; null where each line tells its own.</param>
internal sealed record TableText(string Path, string Name, bool IsCompressed, Encoding? Wide)
{
    private const int HeadBytes = 1 << 16;

    /// <summary>Counts the rows that are read, in all passes; null for nobody.</summary>
    public RowCounter? Counter { get; init; }

    /// <summary>How lines are written otherwise than most; null for nothing.</summary>
    public LineStyle? Style { get; private init; }

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it; null for its path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// It is a folder, no regular file, or no text; the message says what it is instead, and what to do.
    /// </exception>
    public static TableText Of(string path, string? name = null)
    {
        string called = name ?? path;
        if (RegularFile.Other(path) is string other)
            throw new InvalidDataException($"'{called}' is {other}; expected a table in a text file.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{called}'.", path);

        byte[] head = Head(path, isCompressed: false);
        bool isCompressed = head is [0x1F, 0x8B, ..];
        var text = new TableText(path, called, isCompressed, null);
        if (isCompressed)
            head = text.Unzipped();
        if (ForeignFormat.Of(head, path) is { } format)
            throw new InvalidDataException($"'{called}' is {format.Name}, and no table in text. {format.Remedy}");
        Encoding? wide = WideEncoding(head);
        LineStyle style = LineStyle.Of((wide ?? Encoding.Latin1).GetString(head));
        return text with { Wide = wide, Style = style.IsUsual ? null : style };
    }

    /// <summary>Opens the lines from their beginning.</summary>
    public LineReader Open()
    {
        Stream bytes = Bytes(Path, IsCompressed);
        return Wide is null
            ? new LineReader(bytes, Name, Style)
            : new LineReader(Encoding.CreateTranscodingStream(bytes, Wide, Encoding.UTF8), Name, Style);
    }

    private static Stream Bytes(string path, bool isCompressed)
    {
        FileStream file = File.OpenRead(path);
        return isCompressed ? new WholeGzip(file) : file;
    }

    private byte[] Unzipped()
    {
        try
        {
            return Head(Path, isCompressed: true);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{Name}' is compressed by gzip and damaged: {fault.Message} Bring the file again.", fault);
        }
    }

    private static byte[] Head(string path, bool isCompressed)
    {
        using Stream bytes = Bytes(path, isCompressed);
        byte[] head = new byte[HeadBytes];
        return head[..bytes.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
    }

    /// <summary>UTF-16 and UTF-32 by their marks or, without one, by where their bytes of zero stand.</summary>
    private static Encoding? WideEncoding(ReadOnlySpan<byte> head)
    {
        switch (head)
        {
            case [0xFF, 0xFE, 0, 0, ..]:
                return new UTF32Encoding(bigEndian: false, byteOrderMark: true);
            case [0, 0, 0xFE, 0xFF, ..]:
                return new UTF32Encoding(bigEndian: true, byteOrderMark: true);
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode;
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode;
        }

        int even = 0, odd = 0;
        for (int i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }

        return Math.Max(even, odd) * 4 < head.Length || Math.Min(even, odd) > 0 ? null : odd > 0 ? Encoding.Unicode
            : Encoding.BigEndianUnicode;
    }
}
