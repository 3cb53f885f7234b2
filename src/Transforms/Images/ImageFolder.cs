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

    public IReadOnlyList<ImageFile> Files => _files;

    public IReadOnlyList<SkippedImage> Skipped => _skipped;

    public static ImageFolder List(string path)
    {
        var folder = new ImageFolder();
        foreach (FileSystemInfo entry in Entries(new DirectoryInfo(path)))
        {
            string place = Path.Combine(path, entry.Name);
            if (entry is DirectoryInfo classFolder && !IsHidden(entry))
                folder.AddClass(classFolder, place);
            else
                folder.Skip(place, IsHidden(entry) ? "it is hidden" : "it lies beside the folders of the classes");
        }

        return folder;
    }

    private void AddClass(DirectoryInfo folder, string path)
    {
        int before = _files.Count;
        foreach (FileSystemInfo entry in Entries(folder))
        {
            string place = Path.Combine(path, entry.Name);
            if (WhyNot(entry) is string reason)
                Skip(place, reason);
            else
                _files.Add(new ImageFile { ImagePath = place, Label = folder.Name });
        }

        if (_files.Count == before)
            Skip(path, "no image is in it, so it is no class");
    }

    private static string? WhyNot(FileSystemInfo entry) => entry switch
    {
        _ when IsHidden(entry) => "it is hidden",
        DirectoryInfo => "it is a folder within the folder of a class",
        _ when !s_extensions.Contains(entry.Extension) => "its name is not that of an image",
        FileInfo { Exists: true, LinkTarget: null, Length: 0 } => "it is empty",
        _ => null,
    };

    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal);

    private static bool IsHidden(FileSystemInfo entry) => entry.Name.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden);

    private void Skip(string path, string reason) => _skipped.Add(new SkippedImage(path, reason));
}
