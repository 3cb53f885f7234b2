using System.Globalization;
using MLFlux.Files;

namespace MLFlux.Onnx;

/// <summary>Elements of tensors that lie in files beside an ONNX file. Only files within its folder are opened.</summary>
/// <param name="folder">The folder of the ONNX file; null where it comes from a stream.</param>
/// <param name="name">The ONNX file, for messages.</param>
/// <param name="mostBytes">How many bytes may be read in all.</param>
internal sealed class ExternalData(string? folder, string name, long mostBytes)
{
    private readonly Dictionary<(string File, long Offset, long Length), byte[]> _parts = [];
    private readonly Dictionary<string, long> _bytesRead = [];

    /// <summary>Reads the elements of a tensor. Tensors over the same part of a file share its bytes.</summary>
    /// <param name="place">Where they are, by ONNX's keys <c>location</c>, <c>offset</c> and <c>length</c>.</param>
    /// <param name="count">How many elements the tensor has, for messages.</param>
    /// <param name="bytes">How many bytes these take.</param>
    /// <exception cref="InvalidDataException">
    /// They are not there, or outside of the folder; the message goes on after the tensor's name.
    /// </exception>
    public byte[] Read(IReadOnlyDictionary<string, string> place, long count, long bytes)
    {
        string location = place.GetValueOrDefault("location", "");
        string path = Find(location);
        long offset = Number(place, "offset", 0), length = Number(place, "length", bytes);
        if (length != bytes)
            throw new InvalidDataException($"has {count:N0} elements of {bytes:N0} bytes, but {length:N0} bytes in '{location}'");
        if (bytes > Array.MaxLength)
            throw TensorElements.TooLarge();
        if (_parts.TryGetValue((path, offset, length), out byte[]? part))
            return part;

        try
        {
            part = Read(path, location, offset, (int)length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"lies in '{location}', which cannot be read: {fault.Message}", fault);
        }

        _parts.Add((path, offset, length), part);
        return part;
    }

    private byte[] Read(string path, string location, long offset, int length)
    {
        using FileStream file = RegularFile.OpenRead(path, $"the weights of '{name}'");
        if (offset > file.Length - length)
        {
            throw new InvalidDataException(
                $"lies at bytes {offset:N0} to {offset + (decimal)length:N0} of '{location}', which has {file.Length:N0}");
        }


        // Else a small file whose tensors all claim the same bytes would take any amount of memory.
        long read = _bytesRead.GetValueOrDefault(path) + length;
        if (read > file.Length)
            throw new InvalidDataException($"lies in a part of '{location}' that overlaps those of other tensors");
        _bytesRead[path] = read;
        if (_bytesRead.Values.Sum() > mostBytes)
        {
            throw new InvalidDataException(
                $"lies in '{location}', with which the weights of '{name}' have more bytes than are read: {mostBytes:N0}");
        }

        byte[] bytes = new byte[length];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    private string Find(string location)
    {
        if (folder is null)
        {
            throw new InvalidDataException(
                $"lies in the file '{location}' beside the model, which comes from a stream: read the model by its path");
        }

        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(location))
            throw Outside(location);

        string path = Path.GetFullPath(Path.Combine(folder, location));
        string root = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        if (!path.StartsWith(root, StringComparison.Ordinal))
            throw Outside(location);

        // A link within the folder may lead out of it.
        for (string? part = path; part is not null && part.Length > root.Length; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null)
            {
                throw new InvalidDataException(
                    $"lies in '{location}', which is a link: copy the file that it leads to into the model's folder");
            }
        }

        return path;
    }

    private static InvalidDataException Outside(string location) =>
        new($"lies in '{location}', which is not within the model's folder: only files there are opened");

    private static long Number(IReadOnlyDictionary<string, string> place, string key, long missing)
    {
        if (!place.TryGetValue(key, out string? text))
            return missing;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new InvalidDataException($"has an {key} '{text}' in its external data, which is no number of bytes");
    }
}
