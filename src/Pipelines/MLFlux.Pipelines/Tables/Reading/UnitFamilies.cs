namespace MLFlux.Tables;

/// <summary>
/// Units of one kind, of which each is a number of another: <c>500 g</c> beside <c>1.2 kg</c>, <c>45 min</c> beside <c>2 h</c>,
/// <c>10 MB</c> beside <c>3 GiB</c>; and words for the two sides of zero: <c>33.5 S</c> beside <c>52.5 N</c>, <c>5.00 DR</c> beside
/// <c>7.00 CR</c>.
/// </summary>
internal static class UnitFamilies
{
    private const int LongestWord = 12;

    private const double Minute = 60, Hour = 3_600, Day = 86_400, Week = 7 * Day, Year = 365.25 * Day, Month = Year / 12;
    private const double Inch = 0.0254, Foot = 12 * Inch, Yard = 3 * Foot, Mile = 1760 * Yard, Pound = 453.59237, Ounce = Pound / 16;
    private const double Kilo = 1e3, Mega = 1e6, Giga = 1e9, Tera = 1e12, Kibi = 1 << 10, Mebi = 1 << 20, Gibi = 1 << 30;
    private const double Tebi = Kibi * Gibi;

    /// <summary>
    /// Single letters as they are written, words in lower case. One m is a minute beside hours, and may be a month beside days.
    /// </summary>
    private static readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>>[] s_families =
    [
        Family(("m", Minute), ("s", 1), ("sec", 1), (DurationField.Unit, 1), ("min", Minute), ("h", Hour), ("hr", Hour)),
        Family(("ms", 1e-3), ("s", 1), ("sec", 1), ("second", 1), (DurationField.Unit, 1), ("min", Minute), ("minute", Minute), ("h", Hour),
            ("hr", Hour), ("hour", Hour), ("d", Day), ("day", Day), ("w", Week), ("wk", Week), ("week", Week), ("mo", Month),
            ("month", Month), ("y", Year), ("yr", Year), ("year", Year)),
        Family(("B", 1), ("byte", 1), ("kb", Kilo), ("mb", Mega), ("gb", Giga), ("tb", Tera), ("kib", Kibi), ("mib", Mebi), ("gib", Gibi),
            ("tib", Tebi)),
        Family(("mg", 1e-3), ("g", 1), ("gram", 1), ("kg", Kilo), ("kilo", Kilo), ("kilogram", Kilo), ("t", Mega), ("ton", Mega),
            ("tonne", Mega), ("lb", Pound), ("pound", Pound), ("oz", Ounce), ("ounce", Ounce)),
        Family(("mm", 1e-3), ("cm", 1e-2), ("dm", 0.1), ("m", 1), ("meter", 1), ("metre", 1), ("km", Kilo), ("in", Inch), ("\"", Inch),
            ("inch", Inch), ("inches", Inch), ("'", Foot), ("ft", Foot), ("feet", Foot), ("foot", Foot), ("yd", Yard), ("yard", Yard),
            ("mi", Mile), ("mile", Mile)),
        Family(("ml", 1e-3), ("cl", 1e-2), ("dl", 0.1), ("l", 1), ("L", 1), ("liter", 1), ("litre", 1), ("hl", 100)),
        Family(("N", 1), ("S", -1)),
        // One O is the west to some and the east to others.
        Family(("E", 1), ("W", -1)),
        Family(("cr", 1), ("dr", -1)),
        Family(("ad", 1), ("ce", 1), ("bc", -1), ("bce", -1)),
        Family(("st", 1), ("nd", 1), ("rd", 1), ("th", 1)), // As in 1st, 2nd, 3rd.
        Family(("W", 1), ("kw", Kilo)),
        Family(("wh", 1), ("kwh", Kilo), ("mwh", Mega), ("gwh", Giga)),
        Family(("hz", 1), ("khz", Kilo), ("mhz", Mega), ("ghz", Giga)),
    ];

    /// <summary>How many of one unit another is; false where they are of two kinds.</summary>
    public static bool TryConvert(ReadOnlySpan<char> from, ReadOnlySpan<char> to, out double factor)
    {
        bool isFound = TryFind(from, to, out double one, out double other);
        factor = isFound ? one / other : 1;
        return isFound;
    }

    /// <summary>Whether the numbers of one word are above zero, and those of the other the same below it.</summary>
    public static bool AreOpposite(ReadOnlySpan<char> above, ReadOnlySpan<char> below) =>
        TryFind(above, below, out double one, out double other) && one > 0 && other < 0;

    private static bool TryFind(ReadOnlySpan<char> from, ReadOnlySpan<char> to, out double one, out double other)
    {
        foreach (Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> family in s_families)
        {
            if (TryFind(family, from, out one) && TryFind(family, to, out other))
                return true;
        }

        (one, other) = (0, 0);
        return false;
    }

    private static bool TryFind(
        Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> family, ReadOnlySpan<char> unit, out double size)
    {
        ReadOnlySpan<char> word = unit.TrimEnd('.');
        size = 0;
        bool areBits = word.TrimEnd('s') is ['K' or 'M' or 'G' or 'T', 'b'] or ['K' or 'M' or 'G' or 'T', 'i', 'b'];
        if (word.Length is 0 or > LongestWord || areBits)
            return false;
        if (word.Length == 1)
            return family.TryGetValue(word, out size);
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        return family.TryGetValue(lower, out size) || (lower[^1] == 's' && lower.Length > 2 && family.TryGetValue(lower[..^1], out size));
    }

    private static Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> Family(params (string Unit, double Size)[] units) =>
        units.ToDictionary(unit => unit.Unit, unit => unit.Size).GetAlternateLookup<ReadOnlySpan<char>>();
}
