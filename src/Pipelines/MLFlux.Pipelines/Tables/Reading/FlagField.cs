namespace MLFlux.Tables;

/// <summary>
/// Letters that statistical offices put behind a number, to say that it is provisional, estimated, or the first of a new series:
/// <c>12.3 p</c>, <c>1,024 b</c>, <c>0.5 (e)</c>. The number is the same without them.
/// </summary>
internal static class FlagField
{
    private const int Longest = 3;

    /// <summary>The letters of Eurostat's flags, and those of SDMX, which are large.</summary>
    private const string Letters = "bcdefinprsuz", LargeLetters = "ABDEFIPRU";

    /// <summary>Flags that are units of time as well.</summary>
    private const string TimeUnits = "ds";

    private const int Most = 12;

    /// <summary>The field without a flag behind its number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="flag">The flag; empty for none.</param>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> field, out ReadOnlySpan<char> flag)
    {
        flag = [];
        ReadOnlySpan<char> text = field.TrimEnd();
        bool isBracketed = text is [.., ')'];
        if (isBracketed)
            text = text[..^1];
        int start = text.Length;
        while (start > 0 && char.IsAsciiLetter(text[start - 1]))
            start--;
        ReadOnlySpan<char> letters = text[start..], before = text[..start];
        bool isBehind = isBracketed ? before is [.., '('] : before is [.., ' ' or '\u00A0'];
        if (!isBehind || !IsFlag(letters))
            return field;
        ReadOnlySpan<char> number = (isBracketed ? before[..^1] : before).TrimEnd();
        if (number is not [.., var last] || !(char.IsDigit(last) || last == '%'))
            return field;
        flag = letters;
        return number;
    }

    /// <summary>
    /// Whether different words behind numbers are flags, and not units, of which each would change the number. Large letters alone are
    /// names of classes, sides, debits, or who failed.
    /// </summary>
    public static bool AreFlags(IReadOnlyCollection<string> found) => found.Count is > 0 and <= Most
        && found.Any(flag => flag.Length == 1 && char.IsAsciiLetterLower(flag[0])
            && !TimeUnits.Contains(flag[0], StringComparison.Ordinal));

    /// <summary>Whether they are Eurostat's letters, each once.</summary>
    public static bool AreLetters(ReadOnlySpan<char> letters)
    {
        if (letters.Length is 0 or > Longest || letters is "in")
            return false;
        for (int i = 0; i < letters.Length; i++)
        {
            if (!Letters.Contains(letters[i], StringComparison.Ordinal) || letters[..i].Contains(letters[i]))
                return false;
        }

        return true;
    }

    private static bool IsFlag(ReadOnlySpan<char> letters) =>
        (letters.Length == 1 && LargeLetters.Contains(letters[0], StringComparison.Ordinal)) || AreLetters(letters);
}
