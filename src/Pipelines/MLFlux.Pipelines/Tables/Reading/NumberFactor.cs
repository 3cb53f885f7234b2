namespace MLFlux.Tables;

/// <summary>
/// What stands behind a number for thousands, millions and more: a letter directly behind it, as in <c>1.2k</c>, <c>$3M</c> and
/// <c>4.0G</c>, or a word, as in <c>1,2 Mio. €</c> and <c>3 billion</c>.
/// </summary>
internal static class NumberFactor
{
    private static readonly (string Word, double Factor)[] s_words =
    [
        ("thousand", 1e3), ("Tsd", 1e3), ("тыс", 1e3), ("lakh", 1e5), ("million", 1e6), ("Mio", 1e6), ("mln", 1e6), ("млн", 1e6),
        ("crore", 1e7), ("billion", 1e9), ("Mrd", 1e9), ("mld", 1e9), ("млрд", 1e9), ("bn", 1e9), ("trillion", 1e12),
    ];

    /// <summary>The factor; 1 for none.</summary>
    /// <param name="behind">What stands behind the last digit.</param>
    /// <param name="length">How many characters say so.</param>
    public static double Of(ReadOnlySpan<char> behind, out int length)
    {
        length = 0;
        if (behind.IsEmpty)
            return 1;
        double letter = behind[0] switch
        {
            'k' or 'K' => 1e3,
            'M' => 1e6,
            'G' or 'B' => 1e9,
            'T' => 1e12,
            '千' => 1e3,
            '万' => 1e4,
            '億' or '亿' or '억' => 1e8,
            _ => 1,
        };
        if (letter > 1 && (behind[0] > 'z' || behind.Length == 1 || !char.IsLetter(behind[1])))
        {
            length = 1;
            return letter;
        }

        int start = behind.Length - behind.TrimStart().Length;
        foreach ((string word, double factor) in s_words)
        {
            ReadOnlySpan<char> rest = behind[start..];
            if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;
            int end = word.Length + (rest.Length > word.Length && rest[word.Length] is '.' or 's' ? 1 : 0);
            if (end < rest.Length && char.IsLetter(rest[end]))
                continue;
            length = start + end;
            return factor;
        }

        return 1;
    }
}
