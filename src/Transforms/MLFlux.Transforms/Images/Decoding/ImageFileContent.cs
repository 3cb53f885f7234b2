using Microsoft.Win32.SafeHandles;
using MLFlux.Files;

namespace MLFlux.Images;

/// <summary>Reads files of images into memory, one at a time.</summary>
internal sealed class ImageFileContent
{
    private const int SmallFileBytes = 1 << 16;

    private readonly DecodeBuffer _buffer = new();
    private DecodeBudget.Share _share;

    /// <summary>Where the content is.</summary>
    public nint Address => _buffer.Address;

    /// <summary>Reads a file, whose content stays until <see cref="GiveBack"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">The most pixels that its image may have.</param>
    /// <exception cref="InvalidDataException">It cannot be read; the message says why, as part of a sentence.</exception>
    public ReadOnlySpan<byte> Read(string path, int maxPixels)
    {
        _buffer.Take(SmallFileBytes);
        if (SmallFile.TryRead(path, _buffer.Address, SmallFileBytes) is int known and >= 0)
            return _buffer.Take(known);
        if (RegularFile.Other(path) is string other)
            throw new InvalidDataException($"it is {other}");

        try
        {
            using SafeFileHandle handle = File.OpenHandle(path);
            long length = RandomAccess.GetLength(handle);
            CheckLength(length, maxPixels);
            _share = DecodeBudget.Files.Take(length);
            Span<byte> content = _buffer.Take((int)length);
            int read = 0;
            while (read < content.Length && RandomAccess.Read(handle, content[read..], read) is int more and > 0)
                read += more;
            return content[..read];
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException("there is no such file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException(fault.Message.TrimEnd('.'), fault);
        }
    }

    /// <summary>Ends the use of what was read.</summary>
    public void GiveBack()
    {
        _buffer.GiveBack();
        _share.Dispose();
        _share = default;
    }

    /// <summary>8 bytes a pixel, and a header: enough for an image that is not compressed at all, with 16 bits a channel.</summary>
    private static void CheckLength(long length, int maxPixels)
    {
        if (length > Math.Min(Array.MaxLength, (8L * maxPixels) + (1 << 20)))
            throw new InvalidDataException(
                $"it has {length:N0} bytes, more than an image of {maxPixels:N0} pixels, the most that MaxPixels allows, can need");
    }
}
