namespace MLFlux.Tables;

/// <summary>What stands beside a number and tells what it counts.</summary>
internal static class NumberUnits
{
    private const int LongestWord = 8, LongestName = 20;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_known = new HashSet<string>(
    [
        "%", "‰", "$", "€", "£", "¥", "₹", "₩", "₽", "₺", "₴", "₫", "₪", "₱", "₦", "฿", "¢", "R$", "US$", "A$", "AU$", "C$", "CA$", "NZ$",
        "HK$", "S$", "Mex$",
        "kr", "kr.", "zł", "Kč", "Ft", "Fr", "Fr.", "SFr", "SFr.", "sFr.", "Rs", "Rs.", "lei", "лв", "лв.", "руб", "руб.", "円", "元",
        "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HRK", "HUF", "IDR",
        "ILS", "INR", "ISK",
        "JPY", "KES", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PLN", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY",
        "TWD", "UAH", "USD", "VND", "ZAR",
    ]).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Signs of one currency alone, and its letters.</summary>
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_letters = new Dictionary<string, string>
    {
        ["€"] = "EUR", ["£"] = "GBP", ["₹"] = "INR", ["₽"] = "RUB", ["zł"] = "PLN", ["Kč"] = "CZK", ["Ft"] = "HUF",
        ["US$"] = "USD", ["$"] = "USD", ["R$"] = "BRL", ["Fr"] = "CHF", ["Fr."] = "CHF",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether it is a currency or a share of a hundred, which numbers have in any table.</summary>
    public static bool IsKnown(ReadOnlySpan<char> unit) => s_known.Contains(unit);

    /// <summary>Whether two are one unit: the same word, or one and its plural, or a currency's sign and its letters.</summary>
    public static bool AreSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => one.SequenceEqual(other)
        || (s_letters.TryGetValue(one, out string? letters) && other.SequenceEqual(letters))
        || (s_letters.TryGetValue(other, out letters) && one.SequenceEqual(letters))
        || (one.Length > 1 && other.Length == one.Length + 1 && other[^1] == 's' && other.StartsWith(one))
        || (other.Length > 1 && one.Length == other.Length + 1 && one[^1] == 's' && one.StartsWith(other));

    /// <summary>Whether it is a name before a number, as logs write it: <c>temp=12.5</c>, <c>load: 3</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> before) =>
        before is [var first, .., '=' or ':'] && before.Length <= LongestName && char.IsLetter(first)
        && !before[..^1].ContainsAny('=', ':', ' ');

    /// <summary>Whether it may be some other unit behind a number: a short word, or a sign such as that of degrees.</summary>
    public static bool MayBe(ReadOnlySpan<char> unit)
    {
        if (unit.Length > LongestWord)
            return false;
        foreach (char letter in unit)
        {
            if (!char.IsLetter(letter) && letter is not ('°' or '²' or '³' or '/' or '%' or '"' or '\''))
                return false;
        }

        return true;
    }
}
