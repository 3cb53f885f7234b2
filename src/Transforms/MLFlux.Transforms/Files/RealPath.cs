namespace MLFlux.Files;

/// <summary>Where a path leads once every link in it is followed.</summary>
internal static class RealPath
{
    /// <summary>As many links in a row as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>The path without links.</summary>
    /// <exception cref="IOException">Its links lead round in a circle, or to nothing.</exception>
    public static string Of(string path) => Of(Path.GetFullPath(path), 0);

    private static string Of(string path, int links)
    {
        string real = Path.GetPathRoot(path)!;
        string[] names = path[real.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
            StringSplitOptions.RemoveEmptyEntries);
        foreach (string name in names)
        {
            string next = Path.Combine(real, name);
            if (new FileInfo(next).LinkTarget is not string target)
                real = next;
            else if (links == MostLinks)
                throw new IOException($"The links of '{path}' lead round in a circle.");
            else
                real = Of(Path.GetFullPath(target, real), links + 1);
        }

        return real;
    }
}
