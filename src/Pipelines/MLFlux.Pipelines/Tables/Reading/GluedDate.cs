namespace MLFlux.Tables;

/// <summary>Dates without marks around the month's name, as SAS writes them: <c>31JAN2024</c>, <c>31JAN2024:16:22:07</c>.</summary>
internal static class GluedDate
{
    private const int Shortest = 6, ShortestMonth = 3;

    /// <summary>The field with blanks between its parts; null where it is not written so.</summary>
    public static string? Normal(ReadOnlySpan<char> field)
    {
        if (field.Length < Shortest || !char.IsAsciiDigit(field[0]) || !(char.IsLetter(field[1]) || char.IsLetter(field[2])))
            return null;
        int month = char.IsAsciiDigit(field[1]) ? 2 : 1, year = month;
        while (year < field.Length && char.IsLetter(field[year]))
            year++;
        int end = year;
        while (end < field.Length && char.IsAsciiDigit(field[end]))
            end++;
        bool isDay = year - month >= ShortestMonth && end - year is 2 or 4 && MonthNames.MonthOf(field[month..year]) > 0;
        if (!isDay || (end < field.Length && field[end] is not (':' or ' ')))
            return null;
        string day = $"{field[..month]} {field[month..year]} {field[year..end]}";
        return end < field.Length ? $"{day} {field[(end + 1)..]}" : day;
    }
}
