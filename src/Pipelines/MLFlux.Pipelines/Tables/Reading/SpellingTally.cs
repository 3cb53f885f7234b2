namespace MLFlux.Tables;

/// <summary>Counts how a column's values are spelled, and finds those that are one value in several spellings.</summary>
internal sealed class SpellingTally
{
    /// <summary>A column of more values has names or numbers, which are not spelled in several ways by mistake.</summary>
    private const int MostValues = 1_000;

    /// <summary>More whole numbers are more likely numbers than names.</summary>
    private const int MostCodes = 50;

    /// <summary>More values with words, or such that come in fewer rows, are more likely numbers than names.</summary>
    private const int MostLevels = 20, LeastRows = 2;

    /// <summary>Words that say yes and no, by pairs.</summary>
    private static readonly (string Yes, string No)[] s_truths = [("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n"), ("1", "0")];

    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Adds a value.</summary>
    /// <param name="field">The value.</param>
    /// <param name="rows">How many rows have it.</param>
    public void Add(ReadOnlySpan<char> field, long rows = 1)
    {
        if (_counts.Count > MostValues)
            return;
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        counts[field] = counts.TryGetValue(field, out long count) ? count + rows : rows;
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

    /// <summary>
    /// Whether they are names that numbers would not keep: a few whole numbers of which one begins with zero, or fewer values that come
    /// again and of which one has words or a plus behind, as <c>1st</c> and <c>3 or more</c>.
    /// </summary>
    public bool AreNames => (_counts.Count is > 1 and <= MostCodes && AreCodes)
        || (_counts.Count is > 1 and <= MostLevels && _counts.Values.Sum() >= LeastRows * _counts.Count
        && _counts.Keys.Any(HasWords) && !_counts.Keys.Any(key => key[^1] is '-'));

    private bool AreCodes => _counts.Keys.All(key => key.Length > 0 && !key.AsSpan().ContainsAnyExceptInRange('0', '9'))
        && _counts.Keys.Any(key => key is ['0', _, ..]);

    /// <summary>
    /// Two values that are one number, though they are more likely names: <c>1.10</c> and <c>1.1</c>, <c>1E5</c> and <c>100000</c>; null
    /// for none.
    /// </summary>
    /// <param name="marker">What stands before decimal places.</param>
    public (string One, string Other)? SameNumber(char marker)
    {
        if (_counts.Count > MostCodes)
            return null;
        return _counts.Keys.Select(key => (Key: key, Number: NumberField.TryRead(key, marker, anyUnit: false, out double number, out _)
            ? number : double.NaN)).Where(one => one.Number % 1 != 0 || one.Key.AsSpan().ContainsAny('E', 'e'))
            .GroupBy(one => one.Number).Where(same => !double.IsNaN(same.Key))
            .Select(same => (Mine: same.First().Key, Other: _counts.Keys.FirstOrDefault(key => key != same.First().Key
                && NumberField.TryRead(key, marker, anyUnit: false, out double other, out _) && other == same.Key)))
            .Where(pair => pair.Other is not null).Select(pair => ((string, string)?)(pair.Mine, pair.Other!)).FirstOrDefault();
    }

    /// <summary>Two spellings of one value, for a message.</summary>
    public (string One, string Other) Example(IReadOnlyDictionary<string, string> spellings)
    {
        (string written, _) = _counts.OrderByDescending(one => one.Value)
            .First(one => spellings.TryGetValue(Spelling.Fold(one.Key), out string? usual) && usual != one.Key);
        return (spellings[Spelling.Fold(written)], written);
    }

    /// <summary>Whether a value is an ordinal, a bound in words, or a number with a plus behind: of levels such is a name.</summary>
    private static bool HasWords(string value) => BoundField.HasWords(value)
        || (value.Length > 1 && char.IsAsciiDigit(value[0])
        && value.AsSpan().TrimStart("0123456789") is "+" or "st" or "nd" or "rd" or "th");

    /// <summary>For each word of yes or no what it says; empty unless all are such words, in whole pairs.</summary>
    private static Dictionary<string, string> Sides(string[] words)
    {
        var sides = new Dictionary<string, string>();
        foreach ((string yes, string no) in s_truths.Where(pair => words.Contains(pair.Yes) && words.Contains(pair.No)))
            (sides[yes], sides[no]) = ("true", "false");
        return sides.Count == words.Length ? sides : [];
    }
}
