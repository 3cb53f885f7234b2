using MLFlux.Files;

namespace MLFlux.Images;

/// <summary>The images in a folder of one folder a class, and what else lies there.</summary>
internal sealed class ImageFolder
{
    private static readonly HashSet<string> s_extensions =
        new([".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".ico"], StringComparer.OrdinalIgnoreCase);

    private readonly List<ImageFile> _files = [];
    private readonly List<SkippedImage> _skipped = [];

    private ImageFolder()
    {
    }

    /// <summary>Whether a path ends as those of images do.</summary>
    public static bool IsImage(ReadOnlySpan<char> path) =>
        s_extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Path.GetExtension(path.Trim()));

    public IReadOnlyList<ImageFile> Files => _files;

    public IReadOnlyList<SkippedImage> Skipped => _skipped;

    /// <summary>Lists the folder.</summary>
    /// <exception cref="IOException">The folder itself cannot be listed.</exception>
    public static ImageFolder List(string path)
    {
        const int RootAndClasses = 2;
        var folder = new ImageFolder();
        foreach (FolderEntry entry in FolderWalk.Of(path, RootAndClasses, entry => !IsHidden(entry)).Entries!)
        {
            if (entry.Entries is { } images)
                folder.AddClass(entry, images);
            else if (IsHidden(entry))
                folder.Skip(entry, "it is hidden");
            else
                folder.Skip(entry, entry.Fault ?? "it lies beside the folders of the classes");
        }

        return folder;
    }

    private void AddClass(FolderEntry folder, IReadOnlyList<FolderEntry> entries)
    {
        int before = _files.Count;
        foreach (FolderEntry entry in entries)
        {
            if (WhyNot(entry) is string reason)
                Skip(entry, reason);
            else
                _files.Add(new ImageFile { ImagePath = entry.Path, Label = folder.Name });
        }

        if (_files.Count == before)
            Skip(folder, "no image is in it, so it is no class");
    }

    private static string? WhyNot(FolderEntry entry) => entry switch
    {
        _ when IsHidden(entry) => "it is hidden",
        { IsFolder: true } => "it is a folder within the folder of a class",
        _ when !s_extensions.Contains(entry.Info.Extension) => "its name is not that of an image",
        { Fault: string fault } => fault,
        { IsEmpty: true } => "it is empty",
        _ => null,
    };

    private static bool IsHidden(FolderEntry entry) =>
        entry.Name.StartsWith('.') || (entry.Fault is null && entry.Info.Attributes.HasFlag(FileAttributes.Hidden));

    private void Skip(FolderEntry entry, string reason) => _skipped.Add(new SkippedImage(entry.Path, reason));
}
