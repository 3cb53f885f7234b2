namespace MLFlux.Tables;

/// <summary>
/// Takes a row apart: blanks around a field do not count, and a quoted field holds separators. A field is quoted if the first quote
/// in it that is not doubled is followed by a separator or the end of the row; all other quotes are characters. Of what Excel writes to
/// keep a field as it is, <c>="007"</c>, the text within counts, and characters without width around a field do not.
/// </summary>
internal static class FieldSplitter
{
    /// <summary>How many fields a row may have.</summary>
    public const int MostFields = 100_000;

    /// <summary>The separator that stands for any number of blanks and tabs.</summary>
    public const char Blanks = ' ';

    /// <summary>Characters without width that programs leave at the ends of fields: marks of byte order, direction, joining.</summary>
    public const string Unseen = "\uFEFF\u200B\u200C\u200D\u200E\u200F\u2060";

    private const char FirstUnseen = '\u200B';

    /// <summary>What the quote at the beginning of a field is, if there is one.</summary>
    private enum Quote
    {
        None,
        Closed,

        /// <summary>Closed where no field ends.</summary>
        Stray,
        Open,
    }

    /// <summary>
    /// Puts the fields of a row in a list, without quotes; one more than <see cref="MostFields"/> where there are too many.
    /// </summary>
    /// <returns>Whether a field begins with a quote that is a character.</returns>
    public static bool Split(string row, char separator, List<ReadOnlyMemory<char>> fields)
    {
        fields.Clear();
        if (separator != Blanks && !row.Contains('"', StringComparison.Ordinal))
        {
            SplitPlain(row, separator, fields);
            return false;
        }

        bool hasStray = false;
        int position = separator == Blanks ? BlanksEnd(row, 0) : 0;
        do
        {
            fields.Add(Bare(Next(row, separator, ref position, out Quote quote)));
            hasStray |= quote is Quote.Stray or Quote.Open;
        }
        while (position <= row.Length && fields.Count <= MostFields);
        return hasStray;
    }

    /// <summary>Whether a field has a quote that is not closed.</summary>
    public static bool IsOpen(string row, char separator)
    {
        if (!row.Contains('"', StringComparison.Ordinal))
            return false;

        int position = separator == Blanks ? BlanksEnd(row, 0) : 0;
        Quote quote;
        do
            Next(row, separator, ref position, out quote);
        while (quote != Quote.Open && position <= row.Length);
        return quote == Quote.Open;
    }

    /// <summary>Where the first quote is that is not doubled; -1 for nowhere.</summary>
    public static int CloseOf(string text, int start)
    {
        int close = text.IndexOf('"', start);
        while (close >= 0 && close + 1 < text.Length && text[close + 1] == '"')
            close = text.IndexOf('"', close + 2);
        return close;
    }

    /// <summary>Whether a field ends behind a quote.</summary>
    public static bool EndsField(string text, int quote, char separator)
    {
        int next = quote + 1;
        while (next < text.Length && text[next] == ' ')
            next++;
        return next == text.Length || text[next] == separator || separator == Blanks && (next > quote + 1 || text[next] == '\t');
    }

    /// <summary>Puts the fields of a row without quotes in a list; most of them have nothing around them to be left out.</summary>
    private static void SplitPlain(string row, char separator, List<ReadOnlyMemory<char>> fields)
    {
        int start = 0, length;
        do
        {
            length = row.AsSpan(start).IndexOf(separator);
            int end = length < 0 ? row.Length : start + length;
            ReadOnlyMemory<char> field = row.AsMemory(start, end - start);
            bool isBare = start == end || (row[start] is > ' ' and < '\u007F' && row[end - 1] is > ' ' and < '\u007F');
            fields.Add(isBare ? field : Bare(field.Trim()));
            start = end + 1;
        }
        while (length >= 0 && fields.Count <= MostFields);
    }

    /// <summary>Reads a field, and moves behind the separator after it.</summary>
    private static ReadOnlyMemory<char> Next(string row, char separator, ref int position, out Quote quote)
    {
        quote = Quote.None;
        int start = position;
        while (start < row.Length && row[start] == ' ')
            start++;
        if (start >= row.Length || row[start] != '"')
            return UpToSeparator(row, separator, start, ref position).Trim();

        int close = CloseOf(row, start + 1);
        quote = close < 0 ? Quote.Open : EndsField(row, close, separator) ? Quote.Closed : Quote.Stray;
        if (quote != Quote.Closed)
            return UpToSeparator(row, separator, start, ref position).Trim();

        ReadOnlyMemory<char> quoted = row.AsMemory((start + 1)..close);
        UpToSeparator(row, separator, close, ref position);
        return quoted.Span.Contains('"') ? quoted.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).AsMemory() : quoted;
    }

    /// <summary>A field without what is not to be seen around it, and without Excel's sign for a text.</summary>
    private static ReadOnlyMemory<char> Bare(ReadOnlyMemory<char> field)
    {
        ReadOnlySpan<char> text = field.Span;
        if (text.IsEmpty)
            return field;
        if (text[0] == '=' && text is ['=', '"', .. var inner, '"'] && !inner.Contains('"'))
            return field[2..^1];
        return text[0] >= FirstUnseen || text[^1] >= FirstUnseen ? field.Trim(Unseen).Trim() : field;
    }

    private static ReadOnlyMemory<char> UpToSeparator(string row, char separator, int start, ref int position)
    {
        start = Math.Min(start, row.Length);
        ReadOnlySpan<char> rest = row.AsSpan(start);
        int length = separator == Blanks ? rest.IndexOfAny(' ', '\t') : rest.IndexOf(separator);
        int end = length < 0 ? row.Length : start + length;
        position = end + 1;
        if (separator == Blanks && BlanksEnd(row, end) is var next)
            position = next < row.Length ? next : row.Length + 1; // Blanks at the end are no field.
        return row.AsMemory(start..end);
    }

    private static int BlanksEnd(string row, int start)
    {
        while (start < row.Length && row[start] is ' ' or '\t')
            start++;
        return start;
    }
}
