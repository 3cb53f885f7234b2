namespace MLFlux.Tokens;

/// <summary>
/// Takes lists of choices apart: <c>red;blue</c>, <c>jazz, rock</c>, and as programs write them <c>['x', 'y']</c>, <c>{x,y}</c>.
/// </summary>
internal static class ChoiceSplitter
{
    /// <summary>The choices of a list, each once, without the blanks around them.</summary>
    /// <param name="list">The list.</param>
    /// <param name="separator">What stands between choices.</param>
    /// <param name="choices">Gets them, in place of what it holds.</param>
    /// <returns>Whether no choice stands in the list twice.</returns>
    public static bool Split(ReadOnlyMemory<char> list, char separator, List<ReadOnlyMemory<char>> choices)
    {
        choices.Clear();
        ReadOnlyMemory<char> rest = list.Trim();
        bool isBracketed = rest.Span is ['[', .., ']'] or ['{', .., '}'];
        if (isBracketed)
            rest = rest[1..^1];
        bool allDiffer = true;
        while (!rest.IsEmpty)
        {
            int end = End(rest.Span, separator, isBracketed);
            ReadOnlyMemory<char> choice = rest[..end].Trim();
            if (isBracketed && choice.Span is ['\'', .., '\''] or ['"', .., '"'])
                choice = choice[1..^1].Trim();
            rest = rest[Math.Min(end + 1, rest.Length)..];
            if (choice.IsEmpty)
                continue;
            if (IsIn(choices, choice.Span))
                allDiffer = false;
            else
                choices.Add(choice);
        }

        return allDiffer;
    }

    /// <summary>Where a choice ends: at the separator, which within the quotes of a program is a character.</summary>
    private static int End(ReadOnlySpan<char> text, char separator, bool isBracketed)
    {
        int from = 0;
        ReadOnlySpan<char> start = text.TrimStart();
        if (isBracketed && start is ['\'' or '"', ..] && start[1..].IndexOf(start[0]) is >= 0 and var close)
            from = text.Length - start.Length + 1 + close;
        int end = text[from..].IndexOf(separator);
        return end < 0 ? text.Length : from + end;
    }

    private static bool IsIn(List<ReadOnlyMemory<char>> choices, ReadOnlySpan<char> choice)
    {
        foreach (ReadOnlyMemory<char> other in choices)
        {
            if (other.Span.SequenceEqual(choice))
                return true;
        }

        return false;
    }
}
