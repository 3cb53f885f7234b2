namespace MLFlux.Pages;

/// <summary>Shows a model card: of Markdown, the forms that a card has.</summary>
internal static class CardPage
{
    private const string Fence = "```";

    public static string Of(string markdown, string title)
    {
        var page = new PageText();
        page.Markup("<nav><a href=\"/\">Back to the form</a></nav>\n");
        string[] lines = markdown.Split('\n');
        for (int i = 0; i < lines.Length;)
        {
            int end = i + 1;
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                end = Math.Max(Array.FindIndex(lines, end, line => line.StartsWith(Fence, StringComparison.Ordinal)), i) + 1;
                page.Element("pre", string.Join('\n', lines[(i + 1)..(end - 1)]));
            }
            else if (lines[i].StartsWith('|'))
            {
                end = End(lines, i, "|");
                Table(page, lines[i..end]);
            }
            else if (lines[i].StartsWith("- ", StringComparison.Ordinal))
            {
                end = End(lines, i, "- ");
                page.Markup("<ul>\n");
                foreach (string item in lines[i..end])
                    page.Element("li", item[2..]);
                page.Markup("</ul>\n");
            }
            else if (lines[i].StartsWith('#'))
            {
                string text = lines[i].TrimStart('#');
                page.Element($"h{lines[i].Length - text.Length}", text.Trim());
            }
            else if (lines[i].Length > 0)
            {
                page.Element("p class=\"verdict\"", lines[i]);
            }

            i = end;
        }

        return page.ToPage(title);
    }

    private static int End(string[] lines, int start, string mark)
    {
        int end = Array.FindIndex(lines, start, line => !line.StartsWith(mark, StringComparison.Ordinal));
        return end < 0 ? lines.Length : end;
    }

    /// <summary>A head, a line of dashes, and rows.</summary>
    private static void Table(PageText page, string[] lines)
    {
        page.Markup("<div class=\"wide\"><table>\n");
        for (int i = 0; i < lines.Length; i++)
        {
            if (i == 1)
                continue;
            page.Markup("<tr>");
            foreach (string cell in Cells(lines[i]))
                page.Element(i == 0 ? "th" : "td", cell);
            page.Markup("</tr>\n");
        }

        page.Markup("</table></div>\n");
    }

    /// <summary>The cells of a row, in which an escaped bar is a text's own.</summary>
    private static IEnumerable<string> Cells(string line) => line.Trim('|', ' ').Replace("\\|", "\0", StringComparison.Ordinal).Split('|')
        .Select(cell => cell.Trim().Replace('\0', '|'));
}
