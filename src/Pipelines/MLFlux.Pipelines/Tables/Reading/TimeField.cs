using System.Globalization;

namespace MLFlux.Tables;

/// <summary>
/// Reads times of the day: <c>16:22</c>, <c>04:22:07.5 PM</c>, <c>16:22Z</c>, <c>16.22.07</c>, <c>16h22</c>. A zone behind is passed
/// over: the clock counts.
/// </summary>
internal static class TimeField
{
    private const int HoursOfHalf = 12, Hours = 24, Sixty = 60;

    /// <summary>Where the blank or the T before a time stands; −1 for nowhere.</summary>
    public static int Begin(ReadOnlySpan<char> field)
    {
        int colon = field.IndexOf(':');
        if (colon < 0)
            return -1;
        int begin = field[..colon].LastIndexOfAny(' ', 'T', 't');
        int slash = field[..colon].LastIndexOf('/'); // 28/Mar/2024:05:52:28
        bool isBehindYear = slash > 0 && colon - slash == 5 && !field[(slash + 1)..colon].ContainsAnyExceptInRange('0', '9');
        return isBehindYear ? colon : begin > 0 ? begin : -1;
    }

    public static bool TryRead(ReadOnlySpan<char> text, bool isAlone, out TimeSpan time)
    {
        time = default;
        char mark = text.Contains(':') ? ':' : text.Contains('h') ? 'h' : text.Contains('H') ? 'H' : '.';
        if (text.Length < 4 || !char.IsAsciiDigit(text[0]) || !TryTake(ref text, 1, 2, out int hour) || !TakeMark(ref text, mark)
            || !TryTake(ref text, 2, 2, out int minute))
            return false;
        int second = 0;
        double fraction = 0;
        bool hasSeconds = TakeMark(ref text, mark);
        if (hasSeconds)
        {
            if (!TryTake(ref text, 2, 2, out second))
                return false;
            if (text is ['.' or ',', .. var places] && places.Length > 0 && char.IsAsciiDigit(places[0]))
            {
                int end = places.IndexOfAnyExceptInRange('0', '9') is >= 0 and var other ? other : places.Length;
                fraction = double.Parse($"0.{places[..end]}", CultureInfo.InvariantCulture);
                text = places[end..];
            }
        }

        // Two numbers with a point between are a number.
        if (mark == '.' && (!hasSeconds || !isAlone || fraction > 0))
            return false;
        text = text.Trim();
        bool isHalf = TakeHalf(ref text, out bool isAfternoon);
        bool isMidnight = hour == Hours && minute + second == 0 && fraction == 0; // That at the day's end.
        bool isHour = isHalf ? hour is >= 1 and <= HoursOfHalf : hour < Hours || isMidnight;
        if (!isHour || minute >= Sixty || second > Sixty || !IsZone(text))
            return false;
        if (isHalf)
            hour = (hour % HoursOfHalf) + (isAfternoon ? HoursOfHalf : 0);
        time = new TimeSpan(hour, minute, Math.Min(second, Sixty - 1)) + TimeSpan.FromSeconds(fraction);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, int least, int most, out int number)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
            length++;
        number = length >= least && length <= most ? int.Parse(text[..length], CultureInfo.InvariantCulture) : 0;
        bool isGood = length >= least && length <= most;
        text = isGood ? text[length..] : text;
        return isGood;
    }

    private static bool TakeMark(ref ReadOnlySpan<char> text, char mark)
    {
        if (text.IsEmpty || text[0] != mark)
            return false;
        text = text[1..];
        return true;
    }

    private static bool TakeHalf(ref ReadOnlySpan<char> text, out bool isAfternoon)
    {
        isAfternoon = false;
        foreach (string half in (ReadOnlySpan<string>)["AM", "PM", "A.M.", "P.M.", "A. M.", "P. M.", "A.\u00A0M.", "P.\u00A0M."])
        {
            if (text.StartsWith(half, StringComparison.OrdinalIgnoreCase))
            {
                isAfternoon = half[0] == 'P';
                text = text[half.Length..].Trim();
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Nothing, Z, UTC, GMT, a zone's letters or name (<c>Europe/Berlin</c>), or hours from Greenwich with a name behind or without.
    /// </summary>
    private static bool IsZone(ReadOnlySpan<char> text)
    {
        int name = text.IndexOfAny('[', '(');
        if (name >= 0)
            return text[^1] is ']' or ')' && IsZone(text[..name].TrimEnd());
        int slash = text.IndexOf('/');
        if (slash > 0 && !text.ContainsAnyExcept(FieldCharacters.ZoneName))
            return true;
        if (text.IsEmpty || text is "Z" or "z" or "UTC" or "GMT" or "CET" or "CEST" or "EST" or "EDT" or "CST" or "CDT" or "MST" or "MDT"
            or "PST" or "PDT" or "BST" or "IST" or "JST" or "MEZ" or "MESZ" or "WET" or "WEST" or "EET" or "EEST" or "MSK"
            or "AEST" or "AEDT" or "ACST" or "AWST" or "NZST" or "NZDT" or "SGT" or "HKT" or "KST" or "SAST" or "BRT" or "ART" or "WIB")
            return true;
        if (text.StartsWith("UTC") || text.StartsWith("GMT"))
            text = text[3..];
        return text.Length is >= 2 and <= 6 && text[0] is '+' or '-' or '−' && !text[1..].ContainsAnyExcept(FieldCharacters.Zone);
    }
}
