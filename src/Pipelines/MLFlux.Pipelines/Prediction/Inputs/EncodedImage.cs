using System.Buffers.Text;
using MLFlux.Files;

namespace MLFlux.Prediction;

/// <summary>The content of an image's file, in the forms in which it may be given.</summary>
internal static class EncodedImage
{
    /// <summary>The bytes of a value.</summary>
    /// <param name="column">The column, for the message.</param>
    /// <param name="value">Bytes, base64 as text or, where it is not foreign, the path of a file.</param>
    /// <param name="isForeign">Whether the value may come from anybody.</param>
    /// <returns>Null where the value is none of these.</returns>
    /// <exception cref="ArgumentException">There is a path, and no file that can be read; the message names column and path.</exception>
    public static byte[]? Bytes(string column, object? value, bool isForeign)
    {
        try
        {
            return value switch
            {
                byte[] bytes => bytes,
                ReadOnlyMemory<byte> bytes => bytes.ToArray(),
                string text when Decode(text) is { } bytes => bytes,
                string path when !isForeign && path.Length > 0 => Read(path),
                FileInfo file => Read(file.FullName),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"Column '{column}' takes an encoded image. {fault.Message}", fault);
        }
    }

    private static byte[]? Decode(string text)
    {
        ReadOnlySpan<char> digits = text.StartsWith("data:", StringComparison.Ordinal) ? text.AsSpan(text.IndexOf(',') + 1) : text;
        return Base64.IsValid(digits) ? Convert.FromBase64String(digits.ToString()) : null;
    }

    private static byte[] Read(string path)
    {
        using FileStream file = RegularFile.OpenRead(path, "an image, or base64");
        long most = (8L * ImageLimits.MaxPixels) + (1 << 20); // As ImageToVector: enough for an image that is not compressed at all.
        if (file.Length > Math.Min(Array.MaxLength, most))
            throw new IOException($"'{path}' has {file.Length:N0} bytes, more than an image within ImageLimits.MaxPixels can need.");
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
