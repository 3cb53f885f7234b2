namespace MLFlux.Tables;

/// <summary>
/// Ranges of numbers: <c>25-34</c>, <c>$10K–$25K</c>, <c>10 to 20</c>, <c>[10, 20)</c>, and those that are open on one side,
/// <c>&lt;18</c> and <c>65+</c>. A range counts for its middle, an open one for what its bound does as a number.
/// </summary>
internal static class RangeField
{
    /// <summary>The unit of a column of ranges.</summary>
    public const string Unit = "middle of range";

    private const int Longest = 40;

    private static readonly string[] s_between = [" to ", " bis ", " through ", "..", "–", "—", "‐", "‑", "-", "~", " à "];

    private static readonly string[] s_below =
        ["<", "≤", "under", "below", "less", "fewer", "younger", "up to", "at most", "unter", "weniger", "moins"];

    private static readonly string[] s_above =
        [">", "≥", "+", "over", "above", "more", "older", "at least", "über", "mehr", "plus"];

    private static readonly string[] s_behind =
        ["more", "over", "older", "above", "up", "less", "fewer", "under", "below", "younger"];

    /// <summary>Reads the middle of a range, or the number that an open one counts for.</summary>
    public static bool TryRead(ReadOnlySpan<char> field, char marker, out double middle)
    {
        middle = double.NaN;
        if (!TryRead(field, marker, out NumberInterval range, out double bound, out ReadOnlySpan<char> unit) || !IsUnit(unit))
            return false;
        middle = double.IsNaN(bound) ? range.Lower + ((range.Upper - range.Lower) / 2) : bound;
        return true;
    }

    /// <summary>
    /// Whether ranges of a unit are read: of those of years or months a column keeps not which, and a later file may have the other.
    /// </summary>
    public static bool IsUnit(ReadOnlySpan<char> unit) => unit.IsEmpty || NumberUnits.IsKnown(unit);

    /// <summary>Reads a range, or a number, which is one from itself to itself.</summary>
    /// <param name="field">The field.</param>
    /// <param name="marker">What stands before decimal places.</param>
    /// <param name="range">The range.</param>
    /// <param name="bound">What an open range counts for; NaN for one with two ends.</param>
    /// <param name="unit">What the numbers count; empty for nothing.</param>
    public static bool TryRead(
        ReadOnlySpan<char> field, char marker, out NumberInterval range, out double bound, out ReadOnlySpan<char> unit)
    {
        (range, bound) = (default, double.NaN);
        unit = [];
        ReadOnlySpan<char> text = field.Trim();
        if (text.Length > Longest || !text.ContainsAnyInRange('0', '9'))
            return false;

        // 1e-3 is a number, and none of the unit e up to 3.
        bool isNumber = NumberField.TryRead(text, marker, anyUnit: false, out _, out _);
        return (!isNumber && TryReadBetween(text, marker, out range, out unit))
            || TryReadOpen(text, marker, out range, out bound, out unit);
    }

    private static bool TryReadBetween(ReadOnlySpan<char> text, char marker, out NumberInterval range, out ReadOnlySpan<char> unit)
    {
        range = default;
        unit = [];
        bool isBracketed = text is ['[' or '(' or ']', .., ')' or ']' or '['];
        if (isBracketed)
            text = text[1..^1].Trim();
        if (text.StartsWith("between ", StringComparison.OrdinalIgnoreCase))
            return TryDivide(text["between ".Length..], " and ", marker, out range, out unit);
        if (isBracketed && (TryDivide(text, ", ", marker, out range, out unit) || TryDivide(text, ";", marker, out range, out unit)
            || TryDivide(text, ",", marker, out range, out unit)))
            return true;
        foreach (string between in s_between)
        {
            if (TryDivide(text, between, marker, out range, out unit))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Reads the two ends of a range, at the first place where a mark stands between two numbers of which the first is less.
    /// </summary>
    private static bool TryDivide(
        ReadOnlySpan<char> text, ReadOnlySpan<char> between, char marker, out NumberInterval range, out ReadOnlySpan<char> unit)
    {
        range = default;
        unit = [];
        for (int at = Next(text, between, 1); at > 0; at = Next(text, between, at + 1))
        {
            ReadOnlySpan<char> before = text[..at].Trim(), behind = text[(at + between.Length)..].Trim();
            if (!TryReadEnd(behind, marker, out double upper, out unit))
                continue;
            if (!(TryReadEnd(WithEndOf(behind, before), marker, out double lower, out ReadOnlySpan<char> unitBefore)
                || TryReadEnd(before, marker, out lower, out unitBefore)) || lower >= upper)
                continue;
            if (!unit.IsEmpty && !unitBefore.IsEmpty && !NumberUnits.AreSame(unitBefore, unit))
                continue;
            unit = unit.IsEmpty ? unitBefore : unit;
            range = new NumberInterval(lower, upper);
            return true;
        }

        return false;
    }

    private static int Next(ReadOnlySpan<char> text, ReadOnlySpan<char> between, int from)
    {
        int at = from < text.Length ? text[from..].IndexOf(between, StringComparison.OrdinalIgnoreCase) : -1;
        return at < 0 ? -1 : from + at;
    }

    /// <summary>A lower end with what stands behind the upper one alone: <c>10-25K</c> begins at 10K.</summary>
    private static ReadOnlySpan<char> WithEndOf(ReadOnlySpan<char> behind, ReadOnlySpan<char> before)
    {
        ReadOnlySpan<char> end = behind[(behind.LastIndexOfAnyInRange('0', '9') + 1)..];
        return end.IsEmpty || before is not [.., >= '0' and <= '9'] ? before : $"{before}{end}";
    }

    private static bool TryReadEnd(ReadOnlySpan<char> text, char marker, out double number, out ReadOnlySpan<char> unit)
    {
        number = double.NaN;
        unit = [];
        return Side(text) == 0 && NumberField.TryRead(text, marker, anyUnit: true, out number, out unit);
    }

    private static bool TryReadOpen(
        ReadOnlySpan<char> text, char marker, out NumberInterval range, out double bound, out ReadOnlySpan<char> unit)
    {
        (range, bound) = (default, double.NaN);
        ReadOnlySpan<char> number = WithoutWordBehind(text);
        if (!NumberField.TryRead(number, marker, anyUnit: true, out bound, out unit))
            return false;
        int side = Side(text);
        double end = side < 0 && bound > 0 ? bound / BoundField.Share(number) : bound;
        range = new NumberInterval(side < 0 ? double.NegativeInfinity : end, side > 0 ? double.PositiveInfinity : end);
        return true;
    }

    /// <summary>Without <c>or more</c>, <c>and over</c> and the like, which may also stand behind a unit.</summary>
    private static ReadOnlySpan<char> WithoutWordBehind(ReadOnlySpan<char> text)
    {
        int last = text.LastIndexOf(' ');
        ReadOnlySpan<char> before = last < 0 ? [] : text[..last];
        if (last < 0 || !(before.EndsWith(" or", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith(" and", StringComparison.OrdinalIgnoreCase)))
            return text;
        foreach (string word in s_behind)
        {
            if (text[(last + 1)..].Equals(word, StringComparison.OrdinalIgnoreCase))
                return before[..before.LastIndexOf(' ')].TrimEnd();
        }

        return text;
    }

    /// <summary>Below its number −1, above it 1, and 0 for a number that is one.</summary>
    private static int Side(ReadOnlySpan<char> text) => HasAny(text, s_below) ? -1 : HasAny(text, s_above) ? 1 : 0;

    private static bool HasAny(ReadOnlySpan<char> text, string[] marks)
    {
        foreach (string mark in marks)
        {
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase) && !(mark == "+" && text[0] == '+'))
                return true;
        }

        return false;
    }
}
