using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MLFlux.Files;

/// <summary>
/// The SHA-256 of each entry of a model's zip, as an entry more: a line <c>digest, two blanks, name</c> each, ordered by name, which
/// <c>sha256sum -c MLFlux.sha256</c> checks where the zip was unpacked. ML.NET passes that entry over.
/// </summary>
internal static class ModelDigest
{
    public const string Entry = "MLFlux.sha256";

    /// <summary>The zip's comment: it tells that the entry has to be there, even where a damaged name hides that entry.</summary>
    private const string Comment = $"The digests of all entries are in {Entry}.";

    /// <summary>Adds the digests to the zip in a stream that can be read, written and sought.</summary>
    public static void Add(Stream zip)
    {
        string list;
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true))
            list = string.Concat(List(archive).Select(line => line + "\n"));
        using var changed = new ZipArchive(zip, ZipArchiveMode.Update, leaveOpen: true);
        changed.Comment = Comment;
        using Stream entry = changed.CreateEntry(Entry).Open();
        entry.Write(Encoding.UTF8.GetBytes(list));
    }

    /// <summary>Makes sure that a zip that has digests is as it was saved, without entries missing, renamed or added.</summary>
    /// <returns>Whether it has digests.</returns>
    /// <exception cref="InvalidDataException">It is another than it was. The message does not name it.</exception>
    public static bool Check(ZipArchive archive)
    {
        if (archive.GetEntry(Entry) is { } entry)
            Compare(archive, entry);
        else if (archive.Comment.Length > 0)
            throw new InvalidDataException($"its digests ({Entry}) are missing.");
        else
            return false;
        return true;
    }

    private static void Compare(ZipArchive archive, ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        HashSet<string> expected = [];
        while (reader.ReadLine() is string line)
            expected.Add(line);

        HashSet<string> names = [];
        foreach (string line in List(archive))
        {
            if (!expected.Remove(line))
                throw new InvalidDataException($"its entry '{PlainText.Of(NameOf(line))}' is another than when it was saved.");
            if (!names.Add(NameOf(line)))
                throw new InvalidDataException($"its entry '{PlainText.Of(NameOf(line))}' is there twice.");
        }

        if (expected.Count > 0)
            throw new InvalidDataException($"its entry '{PlainText.Of(NameOf(expected.First()))}' is missing.");
    }

    private static IEnumerable<string> List(ZipArchive archive)
    {
        foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName == Entry)
                continue;
            using Stream content = entry.Open();
            yield return $"{Convert.ToHexStringLower(SHA256.HashData(content))}  {entry.FullName}";
        }
    }

    /// <summary>What follows the digest, or the whole line where that is no longer one.</summary>
    private static string NameOf(string line) => line.Length > 66 ? line[66..] : line;
}
