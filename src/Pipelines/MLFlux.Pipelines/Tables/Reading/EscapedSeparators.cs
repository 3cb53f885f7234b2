using System.Text;

namespace MLFlux.Tables;

/// <summary>
/// Separators within fields that have a backslash before them, as MySQL writes them where it puts no quotes: <c>Bern\, CH</c>.
/// </summary>
internal static class EscapedSeparators
{
    private const double Sure = 0.9;

    /// <summary>
    /// Whether lines have as many fields as the first where those separators do not count, and other numbers of them where they do.
    /// </summary>
    public static bool AreIn(IReadOnlyList<string> lines, char separator)
    {
        string escaped = $"\\{separator}";
        if (lines.Count < 2 || !lines.Skip(1).Any(line => line.Contains(escaped, StringComparison.Ordinal)))
            return false;
        int expected = Count(lines[0], separator);
        int without = lines.Count(line => Count(line, separator) == expected);
        int with = lines.Count(line => line.AsSpan().Count(separator) == expected);
        return expected > 0 && without > with && without >= Sure * lines.Count;
    }

    /// <summary>A line in which fields with such separators stand in quotes instead.</summary>
    public static string Quoted(string line, char separator)
    {
        if (!line.Contains($"\\{separator}", StringComparison.Ordinal))
            return line;
        var text = new StringBuilder(line.Length + 2);
        var field = new StringBuilder();
        bool hasSeparator = false;
        for (int i = 0; i <= line.Length; i++)
        {
            bool isEscape = i + 1 < line.Length && line[i] == '\\';
            if (i == line.Length || line[i] == separator)
            {
                Take();
                text.Append(i < line.Length ? line[i] : "");
            }
            else if (isEscape && line[i + 1] == separator)
            {
                field.Append(line[++i]);
                hasSeparator = true;
            }
            else
            {
                field.Append(line, i, isEscape ? 2 : 1);
                i += isEscape ? 1 : 0;
            }
        }

        return text.ToString();

        void Take()
        {
            if (hasSeparator)
                text.Append('"').Append(field.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(field);
            field.Clear();
            hasSeparator = false;
        }
    }

    private static int Count(string line, char separator)
    {
        int count = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
                i++;
            else if (line[i] == separator)
                count++;
        }

        return count;
    }
}
