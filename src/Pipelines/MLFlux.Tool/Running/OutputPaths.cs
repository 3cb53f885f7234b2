namespace MLFlux.Tool.Running;

/// <summary>Looks before the work at what is to be written after it.</summary>
internal static class OutputPaths
{
    /// <summary>The file beside a model that takes the network with LightGbm.</summary>
    public static string Joined(string model) => Path.ChangeExtension(model, ".with-lightgbm.zip");

    /// <summary>A file to write, which is none of those that are needed.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="needed">What must not be written over, each with a word for it.</param>
    /// <exception cref="ArgumentException">It cannot be written, or must not be; the message says why.</exception>
    public static void CheckFile(string option, string path, params IEnumerable<(string Path, string Word)> needed)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new ArgumentException($"{option} is empty; expected a file to write.");
        if (Directory.Exists(path))
            throw new ArgumentException($"{option} '{path}' is a folder; expected a file to write.");
        string full = Path.GetFullPath(path);
        foreach ((string other, string word) in needed)
        {
            if (full == Path.GetFullPath(other))
                throw new ArgumentException($"{option} '{path}' is {word}, which would be lost. Choose another name.");
        }

        CheckFolder(option, Path.GetDirectoryName(full)!);
    }

    /// <summary>A folder to write into.</summary>
    /// <exception cref="ArgumentException">It cannot be made, or nothing be written into it; the message says why.</exception>
    public static void CheckFolder(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string reason = File.Exists(folder) ? "it is a file" : error is UnauthorizedAccessException ? "access is denied"
                : "it cannot be made, or is no place for files";
            throw new ArgumentException($"{option}: nothing can be written into the folder '{folder}': {reason}.", error);
        }
    }
}
