using System.Globalization;
using System.Text.RegularExpressions;

namespace MLFlux.Tables;

/// <summary>
/// Reads numbers of two units, the smaller of which is a part of the other: feet and inches (<c>5'11"</c>, <c>5 ft 11 in</c>), pounds
/// and ounces, stones and pounds, years and months, and degrees with minutes and seconds (<c>52°31'12"N</c>), below zero in the south
/// and west.
/// </summary>
internal static partial class CompoundField
{
    private const int Longest = 40;
    private const double Minutes = 60;

    /// <summary>The unit that a pair of units is read as, and how many of the smaller make one of the larger.</summary>
    private static readonly (string Group, string Unit, double Each)[] s_pairs =
        [("ft", "inches", 12), ("lb", "ounces", 16), ("st", "pounds", 14), ("y", "months", 12)];

    public static bool TryRead(ReadOnlySpan<char> field, out double number, out ReadOnlySpan<char> unit)
    {
        number = double.NaN;
        unit = [];
        bool mayBe = field.Length is >= 3 and <= Longest && (char.IsAsciiDigit(field[0]) || field[0] is '-' or '+' or '−')
            && !char.IsAsciiDigit(field[^1]) && field.ContainsAny(FieldCharacters.CompoundMarks);
        if (!mayBe)
            return false;
        string text = field.ToString();
        Match match = field.Contains('°') ? Degrees().Match(text) : Pairs().Match(text);
        if (!match.Success)
            return false;

        if (match.Groups["deg"].Success)
        {
            number = Of(match, "deg") + (Of(match, "min") / Minutes) + (Of(match, "sec") / (Minutes * Minutes));
            unit = "degrees";
        }
        else
        {
            (string group, string name, double each) = Array.Find(s_pairs, pair => match.Groups[pair.Group].Success);
            number = (each * Of(match, group)) + Of(match, "part");
            unit = name;
        }

        if (match.Groups["minus"].Success)
            number = -number;
        return true;
    }

    private static double Of(Match match, string group) => match.Groups[group] is { Success: true } found
        ? double.Parse(found.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("""^((?<minus>[-−])|\+)?(?<deg>\d{1,3}([.,]\d+)?) ?° ?((?<min>\d{1,2}([.,]\d+)?) ?['′’] ?)?"""
        + """((?<sec>\d{1,2}([.,]\d+)?) ?("|″|”|''|′′) ?)?([NE]|(?<minus>[SWO])|(?<=['′’"″”]))$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Degrees();

    [GeneratedRegex("""^((?<minus>[-−])|\+)?((?<ft>\d{1,3}) ?(['′’]|ft\.?|feet|foot) ?(?<part>\d{1,2}(\.\d+)?) ?"""
        + """("|″|”|''|′′|in\.?|inch|inches)"""
        + """|(?<lb>\d{1,4}) ?(lbs?\.?|pounds?),? ?(?<part>\d{1,2}(\.\d+)?) ?(oz\.?|ounces?)"""
        + """|(?<st>\d{1,2}) ?(st\.?|stones?),? ?(?<part>\d{1,2}(\.\d+)?) ?(lbs?\.?|pounds?)"""
        + """|(?<y>\d{1,3}) ?(y|yrs?|years?),? ?(?<part>\d{1,2}) ?(m|mos?|months?))$""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pairs();
}
