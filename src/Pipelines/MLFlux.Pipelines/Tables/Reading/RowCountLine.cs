using System.Text.RegularExpressions;

namespace MLFlux.Tables;

/// <summary>
/// A line below a table that says how many rows it has, as consoles of databases write it: <c>(300 rows)</c>, <c>300 rows selected.</c>,
/// <c>(1 row affected)</c>, <c>5 rows in set (0.01 sec)</c>.
/// </summary>
internal static partial class RowCountLine
{
    private const int Longest = 60;

    /// <summary>Whether a line looks like one, though it may be a row whose fields do.</summary>
    public static bool IsLike(string text) => text.Length <= Longest && (text[0] == '(' || char.IsAsciiDigit(text[0]))
        && text.Contains(" r", StringComparison.OrdinalIgnoreCase) && Line().IsMatch(text);

    /// <summary>Whether a line that looks like one has more than a number and a word, which two fields may have, too.</summary>
    public static bool IsWhole(string text) => text[0] == '(' || text.AsSpan().TrimEnd().Count(' ') > 1;

    [GeneratedRegex(@"^\(?\d[\d,.]* (rows?|records?)( affected| selected| returned| in set[^""]*)?\.?\)?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
