namespace MLFlux.Files;

/// <summary>A file or folder that a <see cref="FolderWalk"/> came by.</summary>
/// <param name="path">Its path, which begins as that of the walk does.</param>
/// <param name="info">What the file system says of it; of a link, what it says of the link.</param>
internal sealed class FolderEntry(string path, FileSystemInfo info)
{
    public string Path => path;

    public string Name => info.Name;

    public FileSystemInfo Info => info;

    public bool IsFolder => info is DirectoryInfo;

    /// <summary>Whether it is a file of no bytes; those of a link's target count.</summary>
    public bool IsEmpty => ((info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true)) as FileInfo)?.Length == 0;

    /// <summary>Why it holds nothing to be read, as part of a sentence: <c>it is a pipe</c>. Null where it does.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether there is something to be read that may not be.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>What is in a folder, in ordinal order of names; null for a file, and for a folder that was not entered.</summary>
    public IReadOnlyList<FolderEntry>? Entries { get; set; }
}
