namespace MLFlux.Tables;

/// <summary>Takes a row apart as ML.NET's <c>TextLoader</c> does: blanks around a field do not count, a quoted field holds separators.</summary>
internal static class FieldSplitter
{
    /// <summary>Puts the fields of a row in a list, without quotes.</summary>
    public static void Split(string row, char separator, List<ReadOnlyMemory<char>> fields)
    {
        fields.Clear();
        int position = 0;
        do
            fields.Add(Next(row, separator, ref position, out _));
        while (position <= row.Length);
    }

    /// <summary>Whether a field has a quote that is not closed.</summary>
    public static bool IsOpen(string row, char separator)
    {
        if (!row.Contains('"', StringComparison.Ordinal))
            return false;

        int position = 0;
        bool isOpen;
        do
            Next(row, separator, ref position, out isOpen);
        while (!isOpen && position <= row.Length);
        return isOpen;
    }

    /// <summary>Reads a field, and moves behind the separator after it.</summary>
    private static ReadOnlyMemory<char> Next(string row, char separator, ref int position, out bool isOpen)
    {
        isOpen = false;
        int start = position;
        while (start < row.Length && row[start] == ' ')
            start++;
        if (start >= row.Length || row[start] != '"')
            return UpToSeparator(row, separator, start, ref position).Trim();

        int close = start;
        bool hasQuotes = false;
        while ((close = row.IndexOf('"', close + 1)) >= 0 && close + 1 < row.Length && row[close + 1] == '"')
        {
            hasQuotes = true;
            close++;
        }

        if (close < 0)
        {
            isOpen = true;
            return UpToSeparator(row, separator, start, ref position).Trim();
        }

        ReadOnlyMemory<char> quoted = row.AsMemory((start + 1)..close);
        UpToSeparator(row, separator, close, ref position);
        return hasQuotes ? quoted.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).AsMemory() : quoted;
    }

    private static ReadOnlyMemory<char> UpToSeparator(string row, char separator, int start, ref int position)
    {
        int end = start >= row.Length ? -1 : row.IndexOf(separator, start);
        if (end < 0)
            end = row.Length;
        position = end + 1;
        return row.AsMemory(Math.Min(start, end)..end);
    }
}
