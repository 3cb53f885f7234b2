namespace MLFlux.Files;

/// <summary>Writes a file whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>From this age on, a temporary file that nobody has open is what a killed process left.</summary>
    private static readonly TimeSpan s_leftAfter = TimeSpan.FromHours(1);

    /// <summary>Writes to a neighbouring file and moves that into place, so that a failure leaves an older file alone.</summary>
    public static void Write(string path, Action<Stream> write)
    {
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
            using (FileStream stream = new(temporary, FileMode.CreateNew))
            {
                write(stream);
                stream.Flush(flushToDisk: true); // Or, after a loss of power, the name may be there without the content.
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
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
