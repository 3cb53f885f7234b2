using System.Text;
using System.Text.RegularExpressions;

namespace MLFlux.Docs;

/// <summary>The samples that samples/README.md lists, each as a page: what it shows, how to run it, and its code.</summary>
/// <param name="root">The repository.</param>
internal sealed partial class SampleIndex(string root)
{
    private readonly string _readme = File.ReadAllText(Path.Combine(root, "samples", "README.md")).ReplaceLineEndings("\n");

    /// <summary>The samples in the order of the list.</summary>
    public IReadOnlyList<string> Names => [.. Row().Matches(_readme).Select(row => row.Groups[1].Value)];

    /// <summary>The list for the side of the pages.</summary>
    public string Contents() =>
        string.Concat(Names.Select(name => $"- name: {name}\n  href: {name}.md\n").Prepend("- name: All samples\n  href: index.md\n"));

    /// <summary>The page of a sample.</summary>
    public string Page(string name)
    {
        string shows = Row().Matches(_readme).Single(row => row.Groups[1].Value == name).Groups[2].Value;
        var page = new StringBuilder($"# {name}\n\n{shows}.\n\n```text\n");
        foreach (string line in _readme.Split('\n').Where(line => Regex.IsMatch(line, $@"^dotnet run .*samples/{name}\b")))
            page.Append(line).Append('\n');
        page.Append("```\n");

        string folder = Path.Combine(root, "samples", name);
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).OrderBy(file => Path.GetFileName(file) != "Program.cs"))
        {
            string code = File.ReadAllText(file).ReplaceLineEndings("\n").Trim();
            page.Append($"\n## {Path.GetRelativePath(folder, file).Replace('\\', '/')}\n\n````csharp\n{code}\n````\n");
        }

        return page.ToString();
    }

    [GeneratedRegex(@"^\| \[(\w+)\]\(\w+\) \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
