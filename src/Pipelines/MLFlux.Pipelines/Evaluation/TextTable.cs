using System.Text;

namespace MLFlux.Evaluation;

/// <summary>What tables of text share.</summary>
internal static class TextTable
{
    /// <summary>The text, at most <paramref name="width"/> characters of it; a cut is shown.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    /// <summary>
    /// Lines of cells below a header, each column as wide as its longest cell: the first to the left, the others to the right.
    /// </summary>
    public static string Format(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> lines)
    {
        int[] widths = [.. header.Select((name, i) => lines.Select(line => line[i].Length).Append(name.Length).Max())];
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> line in lines.Prepend(header))
        {
            text.Append(line[0].PadRight(widths[0]));
            for (int i = 1; i < line.Count; i++)
                text.Append("  ").Append(line[i].PadLeft(widths[i]));
            text.AppendLine();
        }

        return text.ToString();
    }
}
