namespace MLFlux.ReadyMade;

/// <summary>
/// Texts that are lists of a few choices that come again in other rows, as answers to a question of a survey are: <c>bus;train</c>.
/// </summary>
/// <param name="Separator">What stands between the choices.</param>
/// <param name="Count">How many different choices there are.</param>
/// <param name="Example">A list.</param>
internal sealed record ChoiceLists(char Separator, int Count, string Example)
{
    private const string Separators = ";|,";

    /// <summary>So many different texts are looked at.</summary>
    private const int MostTexts = 2_000;

    /// <summary>The lists that a column holds; null for a column of anything else.</summary>
    public static ChoiceLists? Find(ColumnProfile column) => Separators.Where(separator => Has(column, separator))
        .Select(separator => (Separator: separator, Tally: Tally(column, separator))).Where(one => one.Tally.AreLists)
        .Select(one => new ChoiceLists(one.Separator, one.Tally.Count, one.Tally.Example!)).FirstOrDefault();

    /// <summary>The lists of a column that is said to hold some, with the separator that most of its texts have.</summary>
    public static ChoiceLists Of(ColumnProfile column)
    {
        if (Find(column) is { } found)
            return found;
        char separator = Separators.MaxBy(one => Texts(column).Count(text => text.Text.Contains(one, StringComparison.Ordinal)));
        ChoiceTally tally = Tally(column, separator);
        return new ChoiceLists(separator, Math.Max(1, tally.Count), tally.Example ?? "");
    }

    private static bool Has(ColumnProfile column, char separator) =>
        Texts(column).Any(text => text.Text.Contains(separator, StringComparison.Ordinal));

    private static ChoiceTally Tally(ColumnProfile column, char separator)
    {
        var tally = new ChoiceTally(separator);
        foreach ((string text, long rows) in Texts(column))
            tally.Add(text, rows);
        return tally;
    }

    private static IEnumerable<(string Text, long Rows)> Texts(ColumnProfile column) =>
        column.Values.Take(MostTexts).Select(value => ((string)value.Key, value.Value));
}
