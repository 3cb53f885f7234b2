using System.Text.RegularExpressions;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Readme;

/// <summary>What the pages name is there: their links, and the files that ARCHITECTURE sends a reader to.</summary>
[TestClass]
public sealed partial class PagesTests
{
    private static readonly string s_root = Repository.Root;

    public static IEnumerable<object[]> Pages => Directory.EnumerateFiles(s_root, "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(s_root, "docs"), "*.md", SearchOption.AllDirectories))
        .Select(page => new object[] { Path.GetRelativePath(s_root, page) });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Every_link_leads_to_a_file_or_a_folder(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(s_root, page))!;
        string[] broken = [.. Link().Matches(File.ReadAllText(Path.Combine(s_root, page))).Select(link => link.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && target.Length > 0)
            .Where(target => !Path.Exists(Path.Combine(folder, target)))];

        Assert.IsEmpty(broken, string.Join(' ', broken));
    }

    [TestMethod]
    public void Every_file_that_the_architecture_names_is_one_of_the_source()
    {
        string page = File.ReadAllText(Path.Combine(s_root, "ARCHITECTURE.md"));
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(s_root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => file.Replace('\\', '/'))];
        string[] named = [.. SourceFile().Matches(page[page.IndexOf("## Where to look", StringComparison.Ordinal)..])
            .Select(file => file.Groups[1].Value)];

        Assert.IsGreaterThan(20, named.Length);
        foreach (string file in named)
            Assert.IsTrue(sources.Any(source => source.EndsWith($"/{file}", StringComparison.Ordinal)), file);
    }

    /// <summary>The part of a link's target before its heading.</summary>
    [GeneratedRegex(@"\]\(([^)#\s]*)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([\w/.]+\.cs)`")]
    private static partial Regex SourceFile();
}
