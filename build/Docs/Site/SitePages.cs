using System.Text.RegularExpressions;

namespace MLFlux.Docs;

/// <summary>
/// The sources of the site: the repository's pages, whose links are led to pages of the site, and a page for each sample with its code.
/// </summary>
/// <param name="root">The repository.</param>
internal sealed partial class SitePages(string root)
{
    private const string FirstGuide = "guides/start.md", Fence = "```";

    private static readonly Dictionary<string, string> s_places = new(StringComparer.Ordinal)
    {
        ["README.md"] = "index.md",
        ["ARCHITECTURE.md"] = "architecture.md",
        ["CONTRIBUTING.md"] = "contributing.md",
        ["CHANGELOG.md"] = "changelog.md",
        ["LICENSE"] = "licence.md",
        ["docs/guides"] = FirstGuide,
        ["samples"] = "samples/index.md",
        ["samples/README.md"] = "samples/index.md",
    };

    /// <summary>Each file by its path on the site, with its text.</summary>
    /// <exception cref="InvalidDataException">A link leads to nothing on the site.</exception>
    public IReadOnlyDictionary<string, string> Make()
    {
        var samples = new SampleIndex(root);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["licence.md"] = $"# Licence\n\n```text\n{Read("LICENSE")}\n```\n",
            ["samples/toc.yml"] = samples.Contents(),
        };
        foreach (string page in s_places.Keys.Where(page => page.EndsWith(".md", StringComparison.Ordinal)))
            files[s_places[page]] = Relinked(page);
        foreach (string path in Directory.EnumerateFiles(Path.Combine(root, "docs"), "*", SearchOption.AllDirectories))
        {
            string page = Path.GetRelativePath(root, path).Replace('\\', '/');
            files[Place(page)!] = page.EndsWith(".md", StringComparison.Ordinal) ? Relinked(page) : Read(page);
        }

        foreach (string sample in samples.Names)
            files[$"samples/{sample}.md"] = samples.Page(sample);
        return files;
    }

    /// <summary>Where a file or folder of the repository stands on the site; null where it does not.</summary>
    public string? Place(string path) =>
        s_places.TryGetValue(path, out string? place) ? place
        : path.Split('/') is ["samples", var sample, ..] ? $"samples/{sample}.md"
        : path.StartsWith("docs/", StringComparison.Ordinal) && File.Exists(Path.Combine(root, path)) ? path["docs/".Length..]
        : null;

    private string Relinked(string page)
    {
        string folder = Path.GetDirectoryName(page)!, own = Path.GetDirectoryName(Place(page))!;
        return Link().Replace(Readable(Read(page)), link =>
        {
            string target = link.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal))
                return link.Value;

            string path = Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, folder, target))).Replace('\\', '/');
            string place = Place(path) ?? throw new InvalidDataException($"{page} links to {target}, which is not on the site.");
            return $"]({Path.GetRelativePath($"/{own}", $"/{place}").Replace('\\', '/')}{link.Groups[2].Value})";
        });
    }

    /// <summary>
    /// The page as the site shows it best: commands and outputs are texts, which would be coloured as some language by chance, and a number
    /// keeps its range beside it in a narrow cell.
    /// </summary>
    private static string Readable(string page)
    {
        bool isCode = false;
        string[] lines = page.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
                continue;
            if (!isCode && lines[i] == Fence)
                lines[i] += "text";
            isCode = !isCode;
        }

        return string.Join('\n', lines).Replace(" ± ", "\u00A0±\u00A0", StringComparison.Ordinal);
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(root, path)).ReplaceLineEndings("\n");

    /// <summary>The target of a link, without and with its heading.</summary>
    [GeneratedRegex(@"\]\(([^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();
}
