using System.Text;

namespace MLFlux.Tables;

/// <summary>
/// Quotes within quoted fields that have a backslash before them, as Spark and MySQL write them, in place of a second quote:
/// <c>"a \"b\" c"</c>.
/// </summary>
internal static class EscapedQuotes
{
    /// <summary>Whether a text is written so: behind a quote that ends a field there is no other character than these.</summary>
    public static bool AreIn(ReadOnlySpan<char> head)
    {
        for (int i = 1; i < head.Length - 2; i++)
        {
            if (head[i] == '\\' && head[i + 1] == '\\')
                i++; // A backslash that is one itself.
            else if (head[i] == '\\' && head[i + 1] == '"' && !EndsField(head[i + 2]))
                return true;
        }

        return false;
    }

    /// <summary>A line with doubled quotes instead.</summary>
    public static string Doubled(string line)
    {
        if (!line.Contains("\\\"", StringComparison.Ordinal))
            return line;
        var text = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            bool isEscape = line[i] == '\\' && i + 1 < line.Length;
            if (isEscape && line[i + 1] == '"')
                text.Append("\"\"");
            else
                text.Append(line, i, isEscape && line[i + 1] == '\\' ? 2 : 1);
            i += isEscape && line[i + 1] is '"' or '\\' ? 1 : 0;
        }

        return text.ToString();
    }

    private static bool EndsField(char next) =>
        next is ',' or ';' or '\t' or '|' or ' ' or '\r' or '\n' or '"' or '~' or '^' or '\u0001';
}
