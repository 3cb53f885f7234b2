using System.Runtime.InteropServices;

namespace MLFlux.Files;

/// <summary>
/// Goes through the folders below a folder. Each real folder is entered once, under its own name before that of a link, so that
/// links that lead back, or to what is there anyway, end the walk nowhere and list no file twice.
/// </summary>
internal sealed class FolderWalk
{
    private const int Reading = 4;

    private readonly int _levels;
    private readonly Func<FolderEntry, bool> _enters;
    private readonly Dictionary<string, string> _entered = new(StringComparer.Ordinal);
    private readonly List<(FolderEntry Folder, int Level)> _links = [];
    private readonly string _realRoot;

    private FolderWalk(string path, int levels, Func<FolderEntry, bool> enters)
    {
        (_levels, _enters) = (levels, enters);
        _realRoot = RealPath.Of(path);
    }

    /// <summary>Lists a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="levels">How many levels of folders are entered; 1 for the folder alone.</param>
    /// <param name="enters">Which folders are entered.</param>
    /// <returns>The folder, with all that is in it.</returns>
    /// <exception cref="IOException">The folder itself cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be listed.</exception>
    public static FolderEntry Of(string path, int levels, Func<FolderEntry, bool> enters)
    {
        var walk = new FolderWalk(path, levels, enters);
        var root = new FolderEntry(path, new DirectoryInfo(path));
        walk.List(root, walk._realRoot, 1);
        for (int i = 0; i < walk._links.Count; i++)
            walk.Follow(walk._links[i].Folder, walk._links[i].Level);
        return root;
    }

    /// <summary>Lists a folder that was not entered so far.</summary>
    private void List(FolderEntry folder, string real, int level)
    {
        _entered.Add(real, folder.Path);
        folder.Entries =
        [
            .. new DirectoryInfo(folder.Path).EnumerateFileSystemInfos().OrderBy(info => info.Name, StringComparer.Ordinal)
                .Select(info => new FolderEntry(Path.Combine(folder.Path, info.Name), info)),
        ];
        foreach (FolderEntry entry in folder.Entries)
            Try(entry, () => Look(entry, real, level + 1));
    }

    private void Look(FolderEntry entry, string realParent, int level)
    {
        bool isLink = entry.Info.LinkTarget is not null;
        if (!entry.IsFolder)
            entry.Fault = WhyNoFile(entry, isLink);
        else if (level <= _levels && _enters(entry))
        {
            if (isLink)
                _links.Add((entry, level));
            else
                List(entry, Path.Combine(realParent, entry.Name), level);
        }
    }

    private void Follow(FolderEntry link, int level) => Try(link, () =>
    {
        string real = RealPath.Of(link.Path);
        if (IsIn(_realRoot, real))
            link.Fault = "it is a link to a folder that it lies in";
        else if (_entered.TryGetValue(real, out string? known))
            link.Fault = $"it is a link to '{known}', which is listed already";
        else
            List(link, real, level);
    });

    private static string? WhyNoFile(FolderEntry entry, bool isLink)
    {
        if (isLink && entry.Info.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true })
            return "it is a link to a file that is not there";
        if (RegularFile.Other(entry.Path) is string other)
            return $"it is {other}";
        if (OperatingSystem.IsWindows() || Access(entry.Path, Reading) == 0)
            return null;
        entry.IsForbidden = true;
        return "it may not be read";
    }

    /// <summary>Does something with an entry; if the file system does not let it, the entry says so.</summary>
    private static void Try(FolderEntry entry, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            entry.IsForbidden = error is UnauthorizedAccessException;
            entry.Fault = $"it cannot be read: {error.Message.TrimEnd('.')}";
        }
    }

    private static bool IsIn(string path, string folder) =>
        path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder
            + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    [DllImport("libc", EntryPoint = "access"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
