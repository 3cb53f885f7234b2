using System.Globalization;

namespace MLFlux.Tables;

/// <summary>What stands beside a number and tells what it counts.</summary>
internal static class NumberUnits
{
    private const int LongestPhrase = 24, MostWords = 4, LongestName = 20;

    /// <summary>What units have beside letters.</summary>
    private static ReadOnlySpan<char> Signs => "°²³/%\"' .·";

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

    /// <summary>Whether two are one unit: the same words, or one and its plural, or a currency's sign and its letters.</summary>
    public static bool AreSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (one.SequenceEqual(other) || (s_letters.TryGetValue(one, out string? letters) && other.SequenceEqual(letters))
            || (s_letters.TryGetValue(other, out letters) && one.SequenceEqual(letters)))
            return true;
        int end = one.IndexOf(' '), otherEnd = other.IndexOf(' ');
        return end < 0 && otherEnd < 0 ? IsPlural(one, other) || IsPlural(other, one)
            : end > 0 && otherEnd > 0 && AreSame(one[..end], other[..otherEnd]) && AreSame(one[(end + 1)..], other[(otherEnd + 1)..]);
    }

    /// <summary>Whether it is a name before a number, as logs write it: <c>temp=12.5</c>, <c>load: 3</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> before) =>
        before is [var first, .., '=' or ':'] && before.Length <= LongestName && char.IsLetter(first)
        && !before[..^1].ContainsAny('=', ':', ' ');

    /// <summary>
    /// Whether it may be some other unit behind a number: a few words, as <c>km/h</c> and <c>days ago</c>, or a sign such as that of
    /// degrees.
    /// </summary>
    public static bool MayBe(ReadOnlySpan<char> unit)
    {
        if (unit.Length > LongestPhrase || unit.Count(' ') >= MostWords)
            return false;
        foreach (char letter in unit)
        {
            if (!char.IsLetter(letter) && !Signs.Contains(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.CurrencySymbol)
                return false;
        }

        return true;
    }

    private static bool IsPlural(ReadOnlySpan<char> one, ReadOnlySpan<char> plural) =>
        one.Length > 1 && plural.Length == one.Length + 1 && plural[^1] == 's' && plural.StartsWith(one);
}
