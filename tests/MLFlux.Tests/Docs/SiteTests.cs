using System.Text.RegularExpressions;
using MLFlux.Docs;
using MLFlux.Tests.Support;

namespace MLFlux.Tests;

/// <summary>The sources of the site: every page has a place and stands in the list at the side, every link leads to a page.</summary>
[TestClass]
public sealed partial class SiteTests
{
    private static readonly IReadOnlyDictionary<string, string> s_site = new SitePages(Repository.Root).Make();

    [TestMethod]
    public void Every_page_stands_once_in_a_list()
    {
        string[] listed = [.. s_site.Where(file => Path.GetFileName(file.Key) == "toc.yml" && file.Key != "toc.yml")
            .SelectMany(list => Target().Matches(list.Value).Select(target => Page(list.Key, target.Groups[1].Value)))];
        string[] pages = [.. s_site.Keys.Where(page => page.EndsWith(".md", StringComparison.Ordinal) && page != "index.md")];
        CollectionAssert.AreEquivalent(pages, listed);
    }

    [TestMethod]
    public void Links_of_the_repository_lead_to_pages_of_the_site()
    {
        StringAssert.Contains(s_site["index.md"], "](guides/your-own-data.md)");
        StringAssert.Contains(s_site["index.md"], "](samples/QuickStart.md)");
        StringAssert.Contains(s_site["index.md"], "](network.svg)");
        StringAssert.Contains(s_site["guides/anomalies.md"], "](../samples/Anomalies.md)");
        StringAssert.Contains(s_site["contributing.md"], "](guides/start.md)");
        foreach ((string path, string text) in s_site.Where(file => file.Key.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (string target in Link().Matches(text).Select(link => link.Groups[1].Value)
                .Where(target => !target.Contains("://", StringComparison.Ordinal)))
            {
                Assert.IsTrue(s_site.ContainsKey(Page(path, target)), $"{path} links to {target}.");
            }
        }
    }

    /// <summary>Commands were coloured as some language, by chance, and 0.89 ± 0.02 broke into three lines of a cell.</summary>
    [TestMethod]
    public void Commands_are_texts_and_ranges_stay_beside_their_numbers()
    {
        foreach ((string path, string text) in s_site.Where(file => file.Key.EndsWith(".md", StringComparison.Ordinal)))
        {
            string[] fences = [.. text.Split('\n').Where(line => line.StartsWith("```", StringComparison.Ordinal))];
            for (int i = 0; i < fences.Length; i += 2)
                Assert.AreNotEqual("", fences[i].Trim('`'), $"{path}: code {(i / 2) + 1} is of no language");
            Assert.IsFalse(text.Contains(" ± ", StringComparison.Ordinal), path);
        }

        StringAssert.Contains(s_site["guides/start.md"], "```text\ndotnet tool install --global MLFlux.Tool\n");
    }

    [TestMethod]
    public void Every_sample_is_a_page_with_its_program()
    {
        foreach (string folder in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "samples"))
            .Where(folder => File.Exists(Path.Combine(folder, "Program.cs"))))
        {
            string page = s_site[$"samples/{Path.GetFileName(folder)}.md"];
            StringAssert.Contains(page, File.ReadAllText(Path.Combine(folder, "Program.cs")).ReplaceLineEndings("\n").Trim());
            StringAssert.Contains(page, $"dotnet run -c Release --project samples/{Path.GetFileName(folder)}");
        }
    }

    [TestMethod]
    public void Broken_links_of_a_built_page_are_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.html", "<h2 id=\"there\">x</h2>"u8.ToArray());
        folder.Write("a.html", """
            <a href="b.html">1</a> <a href="b.html#there">2</a> <a href="b.html#gone">3</a> <a href="c.html">4</a>
            <a href="https://example.org/d">5</a> <a href="#">6</a> <a class="x" href="./b.html?q=1">7</a> <img src="e%20f.svg">
            """u8.ToArray());
        folder.Write("e f.svg");

        CollectionAssert.AreEquivalent(
            new[] { "a.html: b.html#gone", "a.html: c.html" }, SiteLinks.Broken(Path.GetDirectoryName(folder.File("a.html"))!).ToArray());
    }

    /// <summary>Where a link of a file leads.</summary>
    private static string Page(string file, string target) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine($"/{file}", "..", target)));

    [GeneratedRegex(@"^ *href: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
