using System.Text.RegularExpressions;

namespace MLFlux.Tables;

/// <summary>
/// A line below a table that says how many rows it has, as consoles of databases write it: <c>(300 rows)</c>, <c>300 rows selected.</c>,
/// <c>(1 row affected)</c>, <c>5 rows in set (0.01 sec)</c>.
/// </summary>
internal static partial class RowCountLine
{
    private const int Longest = 60;

    public static bool Is(string text) => text.Length <= Longest && (text[0] == '(' || char.IsAsciiDigit(text[0]))
        && text.Contains(" r", StringComparison.OrdinalIgnoreCase) && Line().IsMatch(text);

    [GeneratedRegex(@"^\(?\d[\d,.]* (rows?|records?)( affected| selected| returned| in set.*)?\.?\)?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
