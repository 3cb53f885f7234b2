using MLFlux.Tables;

namespace MLFlux.ReadyMade;

/// <summary>Values of a label of words that are one each, though they are spelled in several ways: <c>Yes</c>, <c>yes</c>.</summary>
/// <param name="Merged">The label with one value for all spellings.</param>
/// <param name="Texts">For each spelling the one that most rows have.</param>
/// <param name="Example">Two spellings of one value, the usual one first.</param>
internal sealed record LabelSpellings(
    ColumnProfile Merged, IReadOnlyDictionary<string, string> Texts, (string Usual, string Other) Example)
{
    /// <summary>The spellings of a label; null where each value has one.</summary>
    public static LabelSpellings? Of(ColumnProfile label)
    {
        if (!label.HasAllValues || !label.Values.Keys.All(value => value is string))
            return null;
        var tally = new SpellingTally();
        foreach ((object value, long rows) in label.Values)
            tally.Add((string)value, rows);
        if (tally.Settle() is not { } spellings)
            return null;

        var texts = label.Values.Keys.Cast<string>().ToDictionary(
            text => text, text => spellings.GetValueOrDefault(Spelling.Fold(text)) ?? text);
        return new LabelSpellings(label with
        {
            Values = label.Values.GroupBy(one => (object)texts[(string)one.Key])
                .ToDictionary(same => same.Key, same => same.Sum(one => one.Value)),
        }, texts, tally.Example(spellings));
    }
}
