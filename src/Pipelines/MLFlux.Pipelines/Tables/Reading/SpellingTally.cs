namespace MLFlux.Tables;

/// <summary>Counts how a column's values are spelled, and finds those that are one value in several spellings.</summary>
internal sealed class SpellingTally
{
    /// <summary>A column of more values has names or numbers, which are not spelled in several ways by mistake.</summary>
    private const int MostValues = 1_000;

    /// <summary>Words that say yes and no, by pairs.</summary>
    private static readonly (string Yes, string No)[] s_truths = [("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"), ("1", "0")];

    private readonly Dictionary<string, long> _counts = [];

    public void Add(ReadOnlySpan<char> field)
    {
        if (_counts.Count > MostValues)
            return;
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        counts[field] = counts.TryGetValue(field, out long count) ? count + 1 : 1;
    }

    /// <summary>
    /// For each value, in lower case, the spelling that most rows have; null where each has one spelling. Case alone tells single
    /// letters apart, which may be classes; words of yes and no are one value each where their pairs are whole.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Settle()
    {
        if (_counts.Count > MostValues)
            return null;
        Dictionary<string, string> sides = Sides([.. _counts.Keys.Select(Spelling.Fold).Distinct()]);
        IGrouping<string, KeyValuePair<string, long>>[] values = [.. _counts.GroupBy(
            one => sides.GetValueOrDefault(Spelling.Fold(one.Key)) ?? (one.Key.Length > 1 ? Spelling.Fold(one.Key) : one.Key))];
        if (values.Length == _counts.Count)
            return null;

        var spellings = new Dictionary<string, string>();
        foreach (IGrouping<string, KeyValuePair<string, long>> value in values)
        {
            string usual = value.OrderBy(one => char.IsAsciiDigit(one.Key[0])).ThenByDescending(one => one.Value)
                .ThenBy(one => one.Key, StringComparer.Ordinal).First().Key;
            foreach ((string written, _) in value.Where(one => one.Key.Length > 1 || sides.Count > 0))
                spellings[Spelling.Fold(written)] = usual;
        }

        return spellings;
    }

    /// <summary>Two spellings of one value, for a message.</summary>
    public (string One, string Other) Example(IReadOnlyDictionary<string, string> spellings)
    {
        (string written, _) = _counts.OrderByDescending(one => one.Value)
            .First(one => spellings.TryGetValue(Spelling.Fold(one.Key), out string? usual) && usual != one.Key);
        return (spellings[Spelling.Fold(written)], written);
    }

    /// <summary>For each word of yes or no what it says; empty unless all are such words, in whole pairs.</summary>
    private static Dictionary<string, string> Sides(string[] words)
    {
        var sides = new Dictionary<string, string>();
        foreach ((string yes, string no) in s_truths.Where(pair => words.Contains(pair.Yes) && words.Contains(pair.No)))
            (sides[yes], sides[no]) = ("true", "false");
        return sides.Count == words.Length ? sides : [];
    }
}
