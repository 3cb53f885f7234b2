namespace MLFlux.Tables;

/// <summary>A line of dashes that consoles and wikis draw below the names of columns, and around a table.</summary>
internal static class RuleLine
{
    private const int LeastDrawn = 7;

    /// <summary>Whether a line is drawn as one, such as <c>|---|---|</c> and <c>----+----</c>.</summary>
    public static bool IsDrawn(string text) => text.Length >= LeastDrawn && text[0] is '-' or '+' or '|' or ':' or '=' or ' '
        && !text.AsSpan().ContainsAnyExcept(FieldCharacters.Rule) && HasDashes(text, text[0]) && text.AsSpan().ContainsAny("+|");

    /// <summary>Whether each of a line's fields is dashes alone, such as <c>-----,----</c>.</summary>
    public static bool IsOfFields(string text, char separator)
    {
        if (text[0] is not ('-' or '=') || !text.Contains(separator, StringComparison.Ordinal) || !HasDashes(text, text[0]))
            return false;
        foreach (char letter in text)
        {
            if (letter != text[0] && letter != separator && letter is not (' ' or '\t'))
                return false;
        }

        return true;
    }

    private static bool HasDashes(string text, char first) => text.Contains(first == '=' ? "===" : "---", StringComparison.Ordinal);
}
