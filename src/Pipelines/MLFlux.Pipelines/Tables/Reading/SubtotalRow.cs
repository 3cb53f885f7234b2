namespace MLFlux.Tables;

/// <summary>
/// Rows that are sums of some others, as spreadsheets put them between: their first field says so, as in <c>North Total</c>. A model would
/// learn them as rows.
/// </summary>
internal static class SubtotalRow
{
    private const int Longest = 30;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_words = new HashSet<string>(
        ("total totals subtotal summe gesamt zwischensumme ergebnis totale totaal totalt suma razem celkem toplam "
            + "итого 合計 小計 总计 小计 합계")
            .Split(' '), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsNamed(ReadOnlySpan<char> first)
    {
        if (first.Length is < 2 or > Longest || char.IsAsciiDigit(first[^1]))
            return false;
        ReadOnlySpan<char> name = first.TrimEnd(": *");
        return s_words.Contains(name[(name.LastIndexOf(' ') + 1)..]);
    }
}
