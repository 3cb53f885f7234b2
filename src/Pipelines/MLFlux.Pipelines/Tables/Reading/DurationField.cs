using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MLFlux.Tables;

/// <summary>
/// Reads how long something took, in seconds: <c>26:03:45</c>, <c>75:30</c> (minutes and seconds), <c>3 days 02:00:00</c>,
/// <c>1h 05m</c>, <c>6h05</c>, <c>PT1H30M</c>.
/// </summary>
internal static partial class DurationField
{
    /// <summary>What the numbers count.</summary>
    public const string Unit = "seconds";

    private const int Longest = 40;

    private static readonly SearchValues<char> s_marks = SearchValues.Create(":dhmsDHMS");

    private static readonly (string Part, double Seconds)[] s_parts = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

    public static bool TryRead(ReadOnlySpan<char> field, out double seconds)
    {
        seconds = double.NaN;
        bool mayBe = field.Length is >= 4 and <= Longest && (char.IsAsciiDigit(field[^1]) || char.IsLetter(field[^1]))
            && field.ContainsAny(s_marks); // Of dates and codes, of which there may be millions, no text is made.
        if (!mayBe)
            return false;
        string text = field.ToString();
        Match match = field.Contains(':') ? Clock().Match(text) : Words().Match(text);
        if (!match.Success)
            return false;

        int parts = 0;
        double sum = 0;
        foreach ((string part, double each) in s_parts)
        {
            if (match.Groups[part] is not { Success: true } group)
                continue;
            parts++;
            sum += each * double.Parse(group.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        // A number with one unit is a number of that unit.
        if (parts < (match.Groups["iso"].Success ? 1 : 2))
            return false;
        seconds = match.Groups["minus"].Success ? -sum : sum;
        return true;
    }

    [GeneratedRegex(@"^((?<minus>-)|\+)?((?<d>\d+)(\.| days?,? ))?((?<h>\d{1,6}):(?=\d\d:))?(?<m>\d{1,6}):(?<s>[0-5]\d([.,]\d{1,9})?)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^((?<minus>-)|\+)?(?<iso>P)?((?<d>\d+) ?(d|days?) ?)?T?((?<h>\d+) ?(h|hrs?|hours?) ?)?"
        + @"((?<m>\d+) ?(m|mins?|minutes?) ?|(?<=[hH] ?)(?<m>[0-5]\d)$)?((?<s>\d+([.,]\d{1,9})?) ?(s|secs?|seconds?))?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
