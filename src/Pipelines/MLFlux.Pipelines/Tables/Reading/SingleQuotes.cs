using System.Text;

namespace MLFlux.Tables;

/// <summary>
/// Fields in single quotes, in which one more quote or a backslash stands before each quote that is one: <c>'St. John''s, NL'</c>.
/// </summary>
internal static class SingleQuotes
{
    private const double Sure = 0.9;

    /// <summary>
    /// How many such fields there are, where nearly all lines below the first have some, and each field that begins with a quote ends with
    /// the next; 0 otherwise: other files have apostrophes.
    /// </summary>
    public static int CountIn(IReadOnlyList<string> lines, char separator)
    {
        int[] counts = [.. lines.Skip(lines.Count > 1 ? 1 : 0).Select(line => CountIn(line, separator))];
        return counts.Count(count => count > 0) >= Sure * Math.Max(1, counts.Length) ? counts.Sum() : 0;
    }

    /// <summary>A line with double quotes instead.</summary>
    public static string Doubled(string line, char separator)
    {
        if (!line.Contains('\'', StringComparison.Ordinal))
            return line;
        var text = new StringBuilder(line.Length);
        int position = 0;
        while (position <= line.Length)
        {
            int start = Begin(line, position), end = EndOf(line, start, separator);
            if (end > start)
            {
                text.Append('"').Append(line[(start + 1)..end].Replace("''", "'", StringComparison.Ordinal)
                    .Replace("\\'", "'", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
                position = end + 1;
            }

            int next = position <= line.Length && line.IndexOf(separator, position) is >= 0 and var found ? found : line.Length;
            text.Append(line, position, Math.Min(next + 1, line.Length) - position);
            position = next + 1;
        }

        return text.ToString();
    }

    private static int CountIn(string line, char separator)
    {
        int position = 0, quoted = 0;
        while (position <= line.Length)
        {
            int start = Begin(line, position), end = EndOf(line, start, separator, isNext: true);
            if (start < line.Length && line[start] is '\'' or '"' && end < 0)
                return 0;
            quoted += end > start ? 1 : 0;
            int next = line.IndexOf(separator, Math.Max(end, position));
            position = next < 0 ? line.Length + 1 : next + 1;
        }

        return quoted;
    }

    private static int Begin(string line, int position)
    {
        while (position < line.Length && line[position] == ' ')
            position++;
        return position;
    }

    /// <summary>Where the quote is that ends a field; −1 where the field begins with none, or none ends it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the field begins.</param>
    /// <param name="separator">What separates fields.</param>
    /// <param name="isNext">Whether the first quote that is none of the text has to.</param>
    private static int EndOf(string line, int start, char separator, bool isNext = false)
    {
        if (start >= line.Length || line[start] != '\'')
            return -1;
        for (int i = start + 1; i < line.Length; i++)
        {
            if (line[i] == '\\' || (line[i] == '\'' && i + 1 < line.Length && line[i + 1] == '\''))
                i++;
            else if (line[i] == '\'' && Begin(line, i + 1) is var behind && (behind == line.Length || line[behind] == separator))
                return i;
            else if (line[i] == '\'' && isNext)
                return -1;
        }

        return -1;
    }
}
