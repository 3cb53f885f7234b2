namespace MLFlux.Tables;

/// <summary>How the lines of a file are written otherwise than most, and are brought to the usual quotes.</summary>
/// <param name="HasEscapes">Whether quotes within fields have a backslash before them.</param>
/// <param name="SingleQuoted">What separates fields in single quotes; null where there are none.</param>
/// <param name="Escaped">The separator that has a backslash before it within fields; null where there is none.</param>
internal sealed record LineStyle(bool HasEscapes, char? SingleQuoted, char? Escaped)
{
    /// <summary>Separators that fields may have around such quotes, and within them behind a backslash.</summary>
    private static ReadOnlySpan<char> Separators => [',', ';', '\t', '|'];

    public bool IsUsual => !HasEscapes && SingleQuoted is null && Escaped is null;

    /// <summary>Finds out how lines are written.</summary>
    /// <param name="head">The first of them, the last of which may be cut off.</param>
    public static LineStyle Of(string head)
    {
        string[] lines = [.. head.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
        bool isCut = lines.Length > 1 && head[^1] is not ('\n' or '\r');
        string[] whole = isCut ? lines[..^1] : lines;
        char? quoted = null, escaped = null;
        int most = 0;
        foreach (char separator in Separators)
        {
            escaped ??= EscapedSeparators.AreIn(whole, separator) ? separator : null;
            if (SingleQuotes.CountIn(whole, separator) is var count && count > most)
                (most, quoted) = (count, separator);
        }

        return new LineStyle(EscapedQuotes.AreIn(head), quoted, quoted is null ? escaped : null);
    }

    /// <summary>A line as it is usually written.</summary>
    public string Usual(string line)
    {
        if (HasEscapes)
            line = EscapedQuotes.Doubled(line);
        return SingleQuoted is char separator ? SingleQuotes.Doubled(line, separator)
            : Escaped is char escaped ? EscapedSeparators.Quoted(line, escaped) : line;
    }
}
