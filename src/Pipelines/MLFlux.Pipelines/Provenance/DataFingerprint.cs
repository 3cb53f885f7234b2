using System.Security.Cryptography;
using System.Text;
using MLFlux.Files;

namespace MLFlux;

/// <summary>Tells whether data is the same as it was.</summary>
public static class DataFingerprint
{
    private const string Unreadable = "unreadable";
    private const int BufferBytes = 1 << 16;

    /// <summary>
    /// The fingerprint of a file, which is its SHA-256; or of a folder, which is that of a list with a line
    /// <c>SHA-256, two blanks, relative path</c> for each file below it, ordered by the bytes of the path. So they can be checked without
    /// MLFlux: <c>sha256sum data.csv</c>, or, in the folder,
    /// <c>find -L . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum</c>.
    /// </summary>
    /// <remarks>
    /// Links are followed, each folder once: one that leads to a folder above it, or that is there under its own name, counts for
    /// nothing, nor do pipes, devices and links to nothing. Of what may not be read the name counts, with <c>unreadable</c> in
    /// place of the digits.
    /// </remarks>
    /// <param name="path">The file or folder. Its own name is not part of the fingerprint.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits in lower case.</returns>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Of(string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
            return Text(OfFile(path, cancellation));
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder '{path}'.", path);

        using var list = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, FolderEntry entry) in Contents(FolderWalk.Of(path, int.MaxValue, _ => true))
            .Select(entry => (Path.GetRelativePath(path, entry.Path).Replace('\\', '/'), entry))
            .OrderBy(file => Encoding.UTF8.GetBytes(file.Item1), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            string hash = entry.IsForbidden ? Unreadable : Convert.ToHexStringLower(OfFile(entry.Path, cancellation));
            list.AppendData(Encoding.UTF8.GetBytes($"{hash}  {name}\n"));
        }

        return Text(list.GetHashAndReset());
    }

    /// <summary>All files below a folder, and what may not be read of it.</summary>
    private static IEnumerable<FolderEntry> Contents(FolderEntry folder) => folder.Entries!.SelectMany(entry =>
        entry.Entries is not null ? Contents(entry) : entry.IsForbidden || (entry is { IsFolder: false, Fault: null }) ? [entry] : []);

    private static byte[] OfFile(string path, CancellationToken cancellation)
    {
        using FileStream stream = RegularFile.OpenRead(path, "data");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferBytes];
        while (stream.Read(buffer) is int read and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return hash.GetHashAndReset();
    }

    private static string Text(byte[] hash) => "sha256:" + Convert.ToHexStringLower(hash);
}
