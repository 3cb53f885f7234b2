namespace MLFlux.Logs;

/// <summary>A file that grows by whole entries: what could not be written as a whole is taken back.</summary>
/// <param name="path">The file. It is open only while an entry is written.</param>
internal sealed class LogFile(string path)
{
    /// <summary>Replaces the file by its first entry.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Begin(ReadOnlySpan<byte> entry) => Write(entry, FileMode.Create);

    /// <summary>Adds an entry at the end.</summary>
    /// <exception cref="IOException">It cannot be written; the file ends as it did before.</exception>
    public void Append(ReadOnlySpan<byte> entry) => Write(entry, FileMode.Append);

    private void Write(ReadOnlySpan<byte> entry, FileMode mode)
    {
        using var file = new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Append(file, entry);
    }

    /// <summary>Adds an entry to a stream, or leaves it as long as it was.</summary>
    internal static void Append(Stream file, ReadOnlySpan<byte> entry)
    {
        long? before = file.CanSeek ? file.Length : null;
        try
        {
            file.Write(entry);
            file.Flush();
        }
        catch (IOException)
        {
            TakeBack(file, before);
            throw;
        }
    }

    private static void TakeBack(Stream file, long? length)
    {
        try
        {
            if (length is long before)
                file.SetLength(before);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or NotSupportedException or UnauthorizedAccessException)
        {
            // The fault that comes first is the one to tell; a device has no length to take back.
        }
    }
}
