using Microsoft.ML;
using MLFlux.Images;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Lists images that lie in a folder for each class.</summary>
public static class ImageFolderCatalog
{
    /// <summary>
    /// Lists the images of a folder that has a folder for each class: a column <c>ImagePath</c> with the path of each file, which
    /// begins with <paramref name="path"/>, and a column <c>Label</c> with the name of its folder. Classes and files are in
    /// ordinal order of their names, on every system. No file is opened. Links to files and folders are followed; a link that
    /// leads back to a folder above it, or to one that is listed under its own name, is left out.
    /// </summary>
    /// <param name="catalog">The catalog, <c>ml.Data</c>.</param>
    /// <param name="path">The folder of folders.</param>
    /// <param name="skipped">
    /// Called for each file and folder that is left out, in order: files beside the class folders, folders within them, empty
    /// ones, files of no bytes, hidden files, files not named .jpg, .jpeg, .png, .gif, .bmp, .webp or .ico, links that lead nowhere
    /// or in a circle, pipes and other special files, and files and folders that may not be read. Their number goes to the log
    /// as well. Default: null.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be listed.</exception>
    /// <exception cref="InvalidOperationException">There is no image in it; the message says what was left out.</exception>
    public static IDataView LoadFromImageFolder(this DataOperationsCatalog catalog, string path, Action<SkippedImage>? skipped = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"There is no folder '{path}'.");

        ImageFolder folder = ImageFolder.List(path);
        foreach (SkippedImage image in folder.Skipped)
            skipped?.Invoke(image);
        if (folder.Files.Count == 0)
        {
            string found = folder.Skipped.Count == 0 ? "it is empty" : string.Join("; ", folder.Skipped.Take(3));
            throw new InvalidOperationException($"There is no image in '{path}', where a folder for each class is expected: {found}.");
        }

        if (folder.Skipped.Count > 0)
            catalog.Warn(
                $"{folder.Skipped.Count} file(s) or folder(s) in '{path}' left out: "
                + $"{string.Join("; ", folder.Skipped.Take(5))}{(folder.Skipped.Count > 5 ? "; ..." : "")}");
        return catalog.LoadFromEnumerable(folder.Files);
    }
}
