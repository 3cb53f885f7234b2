using MLFlux.Files;

namespace MLFlux.Models;

/// <summary>A safetensors file of any size, of which only those tensors are read that are asked for.</summary>
/// <remarks>Safe for any thread: nothing stays open.</remarks>
internal sealed class SafetensorsFile
{
    private readonly string _path;
    private readonly long _length;
    private readonly DateTime _written;

    private SafetensorsFile(string path, FileStream stream)
    {
        _path = Path.GetFullPath(path);
        _length = stream.Length;
        _written = File.GetLastWriteTimeUtc(path);
        Header = SafetensorsHeader.Read(stream, _length);
    }

    public SafetensorsHeader Header { get; }

    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged; the message does not name it.</exception>
    public static SafetensorsFile Open(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path, "a safetensors file");
        return new SafetensorsFile(path, stream);
    }

    /// <summary>Reads some of the tensors.</summary>
    /// <exception cref="IOException">The file cannot be read, or is another by now.</exception>
    public IReadOnlyList<NetworkWeight> Read(IEnumerable<TensorEntry> entries)
    {
        using FileStream stream = RegularFile.OpenRead(_path, "a safetensors file");
        if (stream.Length != _length || File.GetLastWriteTimeUtc(_path) != _written)
            throw new IOException(
                $"'{_path}' was changed since {nameof(PretrainedWeights)}.{nameof(PretrainedWeights.FromFile)} looked at it. Call that "
                + "again.");

        var weights = new List<NetworkWeight>();
        foreach (TensorEntry entry in entries.OrderBy(entry => entry.Begin))
        {
            stream.Position = Header.Start + entry.Begin;
            weights.Add(TensorValues.Read(stream, entry));
        }

        return weights;
    }
}
