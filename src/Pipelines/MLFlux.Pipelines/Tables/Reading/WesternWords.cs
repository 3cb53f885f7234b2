namespace MLFlux.Tables;

/// <summary>
/// Words that were read in Windows' western code page. Where most of their letters beyond ASCII stand side by side, they are more likely
/// words of another script, or in another code page.
/// </summary>
internal sealed class WesternWords
{
    private const int Longest = 20;

    private long _foreign, _besides;
    private string? _word;

    /// <summary>A word of those that look wrong; null where they look right.</summary>
    public string? Doubtful => 2 * _besides > _foreign ? _word : null;

    public void Add(string line)
    {
        bool wasForeign = false;
        for (int i = 0; i < line.Length; i++)
        {
            bool isForeign = line[i] > '\x7F';
            _foreign += isForeign ? 1 : 0;
            if (isForeign && wasForeign)
            {
                _besides += 2;
                _word ??= WordAt(line, i);
            }

            wasForeign = isForeign && !wasForeign;
        }
    }

    private static string WordAt(string line, int at)
    {
        int start = at, end = at;
        while (start > 0 && IsOfWord(line[start - 1]))
            start--;
        while (end < line.Length && IsOfWord(line[end]))
            end++;
        return line[start..Math.Min(end, start + Longest)];
    }

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter > '\x7F';
}
