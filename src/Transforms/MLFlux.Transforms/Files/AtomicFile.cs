namespace MLFlux.Files;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>From this age on, a temporary file that nobody has open is what a killed process left.</summary>
    private static readonly TimeSpan s_leftAfter = TimeSpan.FromHours(1);

    /// <summary>The codes of a full disk, and of a quota that is used up (122 on Linux, 69 on macOS).</summary>
    private static readonly int[] s_diskFull = OperatingSystem.IsWindows() ? [unchecked((int)0x80070070), unchecked((int)0x80070027)]
        : [28, 122, 69];

    /// <summary>Writes to a neighbouring file and moves that into place, so that a failure leaves an older file alone.</summary>
    /// <exception cref="IOException">The file cannot be written; a full disk is said to be full, whatever a writer made of it.</exception>
    public static void Write(string path, Action<Stream> write) => Write(path, write, static (stream, write) => write(stream));

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    /// <param name="path">The file.</param>
    /// <param name="state">Handed to <paramref name="write"/>.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write<TState>(string path, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        if (RegularFile.Other(path) is string other)
            throw new IOException($"'{path}' is {other}, in whose place no file can be written. Name a file.");
        string full = Path.GetFullPath(path);
        if (new FileInfo(full).LinkTarget is not null)
            full = File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName; // What a link leads to is written, and the link stays.
        if (full.StartsWith("/dev/", StringComparison.Ordinal))
            throw new IOException($"'{path}' is a device, which has no place for a file beside it. Name a file.");
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        DeleteLeft(full);
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteNew(temporary, state, write);
            File.Move(temporary, full, overwrite: true);
        }
        catch (IOException fault) when (IsDiskFull(fault))
        {
            throw new IOException($"'{path}' cannot be written: the disk is full. Free some space on it, or write to another.", fault);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Whether a file could not be written because the disk, or the user's part of it, is full.</summary>
    public static bool IsDiskFull(Exception fault) => fault is IOException && s_diskFull.Contains(fault.HResult);

    private static void WriteNew<TState>(string path, TState state, Action<Stream, TState> write)
        where TState : allows ref struct
    {
        IOException? first = null;
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew);
            var watched = new WatchedStream(file);
            try
            {
                write(watched, state);
                watched.FlushToDisk();
            }
            finally
            {
                first = watched.Fault;
            }
        }
        catch (Exception later) when (first is not null && later != first)
        {
            throw first;
        }

        if (first is not null)
            throw first;
    }

    /// <summary>Deletes what processes that were killed while they wrote the same file have left beside it.</summary>
    private static void DeleteLeft(string full)
    {
        string prefix = Path.GetFileName(full) + ".";
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(full)!, "*.tmp"))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || !Guid.TryParseExact(name[prefix.Length..], "N", out _)
                || DateTime.UtcNow - File.GetLastWriteTimeUtc(file) < s_leftAfter)
                continue;
            try
            {
                using FileStream alone = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is still being written, or another's; what is to be written does not depend on it.
            }
        }
    }
}
