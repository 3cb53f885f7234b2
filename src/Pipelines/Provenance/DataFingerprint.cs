using System.Security.Cryptography;
using System.Text;
using MLFlux.Files;

namespace MLFlux;

/// <summary>Tells whether data is the same as it was.</summary>
public static class DataFingerprint
{
    /// <summary>
    /// The fingerprint of a file, which is its SHA-256; or of a folder, which is that of a list with a line
    /// <c>SHA-256, two blanks, relative path</c> for each file below it, ordered by the bytes of the path. So they can be checked without
    /// MLFlux: <c>sha256sum data.csv</c>, or, in the folder,
    /// <c>find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum</c>.
    /// </summary>
    /// <param name="path">The file or folder. Its own name is not part of the fingerprint.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits in lower case.</returns>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Of(string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
            return Text(OfFile(path));
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder '{path}'.", path);

        using var list = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(path, file).Replace('\\', '/'))
            .OrderBy(name => Encoding.UTF8.GetBytes(name), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))))
        {
            cancellation.ThrowIfCancellationRequested();
            list.AppendData(Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(OfFile(Path.Combine(path, name)))}  {name}\n"));
        }

        return Text(list.GetHashAndReset());
    }

    private static byte[] OfFile(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path, "data");
        return SHA256.HashData(stream);
    }

    private static string Text(byte[] hash) => "sha256:" + Convert.ToHexStringLower(hash);
}
