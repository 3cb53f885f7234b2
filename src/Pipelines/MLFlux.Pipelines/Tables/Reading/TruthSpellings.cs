namespace MLFlux.Tables;

/// <summary>Finds columns that say yes and no in several spellings, as <c>true</c>, <c>T</c>, <c>yes</c> and <c>1</c>.</summary>
internal static class TruthSpellings
{
    /// <summary>So many other words may stand beside yes and no, such as <c>unknown</c>.</summary>
    private const int MostOthers = 3;

    /// <summary>Words that say yes and no, by pairs.</summary>
    private static readonly (string Yes, string No)[] s_pairs = [("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"), ("1", "0")];

    /// <summary>
    /// For each spelling, in lower case, that which most rows have of those with its meaning, a word before a digit; null where yes and no
    /// have one spelling each, or the column may hold something else.
    /// </summary>
    /// <param name="texts">The column's fields; null where it is known what they hold.</param>
    public static IReadOnlyDictionary<string, string>? Of(FewTexts? texts)
    {
        if (texts is null)
            return null;
        IReadOnlyDictionary<string, int> rows = texts.Rows;
        HashSet<string> words = [.. rows.Keys.Select(Spelling.Fold)];
        HashSet<string> yes = Side(words, isYes: true), no = Side(words, isYes: false);
        string[] others = [.. words.Where(word => !yes.Contains(word) && !no.Contains(word))];
        string? usualYes = Usual(rows, yes), usualNo = Usual(rows, no);
        bool areOneEach = rows.Keys.Count(text => !others.Contains(Spelling.Fold(text))) <= 2;
        if (usualYes is null || usualNo is null || areOneEach || others.Length > MostOthers || !Array.TrueForAll(others, MayStandBeside))
            return null;

        var spellings = new Dictionary<string, string>();
        foreach ((string ofYes, string ofNo) in s_pairs)
        {
            // Where there are no other words, what later files may have for yes and no says the same.
            if (others.Length == 0 || yes.Contains(ofYes))
                spellings[ofYes] = usualYes;
            if (others.Length == 0 || no.Contains(ofNo))
                spellings[ofNo] = usualNo;
        }

        return spellings;
    }

    /// <summary>Whether a field says yes or no.</summary>
    public static bool IsWord(string field)
    {
        string word = Spelling.Fold(field);
        return Array.Exists(s_pairs, pair => word == pair.Yes || word == pair.No);
    }

    /// <summary>A spelling that is read as another, with that one, for a message.</summary>
    public static (string Usual, string Other) Example(FewTexts texts, IReadOnlyDictionary<string, string> spellings)
    {
        string other = texts.Rows.OrderByDescending(text => text.Value).Select(text => text.Key)
            .First(text => spellings.TryGetValue(Spelling.Fold(text), out string? usual) && usual != text);
        return (spellings[Spelling.Fold(other)], other);
    }

    /// <summary>
    /// The words of a column that say yes, or no: those whose opposite is there, and beside them a whole word alone, or the first letter of
    /// one that is there.
    /// </summary>
    private static HashSet<string> Side(HashSet<string> words, bool isYes)
    {
        HashSet<string> paired = [.. s_pairs.Where(pair => words.Contains(pair.Yes) && words.Contains(pair.No)).Select(Word)];
        IEnumerable<string> alone = paired.Count == 0 ? [] : s_pairs.Select(Word).Where(words.Contains)
            .Where(word => word.Length > 1 || paired.Any(whole => whole.Length > 1 && whole[0] == word[0]));
        return [.. paired, .. alone];

        string Word((string Yes, string No) pair) => isYes ? pair.Yes : pair.No;
    }

    private static string? Usual(IReadOnlyDictionary<string, int> rows, HashSet<string> side) => rows
        .Where(text => side.Contains(Spelling.Fold(text.Key))).OrderBy(text => char.IsAsciiDigit(text.Key[0]))
        .ThenByDescending(text => text.Value).ThenBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Key).FirstOrDefault();

    /// <summary>Whether what stands beside yes and no is a word: a letter may be a class, and a number is a count.</summary>
    private static bool MayStandBeside(string other) => other.Length > 1 && !other.AsSpan().ContainsAnyInRange('0', '9');
}
