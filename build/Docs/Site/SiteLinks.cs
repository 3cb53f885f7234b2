using System.Net;
using System.Text.RegularExpressions;

namespace MLFlux.Docs;

/// <summary>The links of the pages of a built site, as a browser follows them.</summary>
internal static partial class SiteLinks
{
    /// <summary>The links that lead to no file of the site, or to no heading of a page.</summary>
    /// <param name="folder">The site.</param>
    public static IReadOnlyList<string> Broken(string folder)
    {
        Dictionary<string, (string[] Links, HashSet<string> Places)> pages =
            Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).ToDictionary(Path.GetFullPath, Look);
        return [.. pages.SelectMany(page => page.Value.Links
            .Where(link => !Leads(page.Key, link, pages))
            .Select(link => $"{Path.GetRelativePath(folder, page.Key)}: {link}"))];
    }

    private static (string[] Links, HashSet<string> Places) Look(string page)
    {
        string text = File.ReadAllText(page);
        return ([.. Link().Matches(text).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Distinct()
                .Where(link => link.Length > 0 && !Scheme().IsMatch(link))],
            [.. Anchor().Matches(text).Select(anchor => WebUtility.HtmlDecode(anchor.Groups[1].Value))]);
    }

    private static bool Leads(string page, string link, Dictionary<string, (string[] Links, HashSet<string> Places)> pages)
    {
        string[] parts = link.Split('#', 2);
        string path = Uri.UnescapeDataString(parts[0].Split('?')[0]);
        string target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
        if (Directory.Exists(target))
            target = Path.Combine(target, "index.html");
        return File.Exists(target) && (parts.Length == 1 || parts[1].Length == 0
            || (pages.TryGetValue(target, out var there) && there.Places.Contains(Uri.UnescapeDataString(parts[1]))));
    }

    [GeneratedRegex("""\s(?:href|src)="([^"]*)"(?=[\s/>])""")]
    private static partial Regex Link();

    [GeneratedRegex("""\s(?:id|name)="([^"]*)"(?=[\s/>])""")]
    private static partial Regex Anchor();

    [GeneratedRegex("^([a-z]+:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
