namespace MLFlux.Tables;

/// <summary>Numbers with a comma before their decimal places, and points between thousands: <c>1.234,5</c>.</summary>
internal static class DecimalComma
{
    private const int DigitsOfThousand = 3;

    /// <summary>The same number with a point before its decimal places; false where a field is no number of that kind.</summary>
    public static bool TryRead(ReadOnlySpan<char> field, out string point)
    {
        point = "";
        int comma = field.IndexOf(',');
        ReadOnlySpan<char> whole = comma < 0 ? field : field[..comma], places = comma < 0 ? "" : field[(comma + 1)..];
        if (places.ContainsAny(',', '.') || !HasThousands(whole))
            return false;

        point = $"{whole.ToString().Replace(".", "", StringComparison.Ordinal)}{(comma < 0 ? "" : ".")}{places}";
        return true;
    }

    /// <summary>
    /// Whether numbers of a column are written so beyond doubt: all are numbers that way, and one has a comma that no thousand can
    /// have. Between semicolons any comma will do, since it is for their sake that files have them.
    /// </summary>
    public static bool IsIn(IEnumerable<string> fields, char separator)
    {
        bool isSure = false;
        foreach (string field in fields.Where(field => !FieldValue.IsMissing(field)))
        {
            if (!FieldValue.Is(TableColumnKind.Number, field, ','))
                return false;
            int comma = field.IndexOf(',', StringComparison.Ordinal);
            isSure |= comma >= 0 && (separator == ';' || field.Length - comma - 1 != DigitsOfThousand);
        }

        return isSure;
    }

    /// <summary>Whether points, if there are any, stand before three digits each.</summary>
    private static bool HasThousands(ReadOnlySpan<char> whole)
    {
        int first = whole.IndexOf('.');
        if (first < 0)
            return true;

        ReadOnlySpan<char> leading = whole[..first].TrimStart("+-");
        if (leading.Length is 0 or > DigitsOfThousand || (whole.Length - first) % (DigitsOfThousand + 1) != 0)
            return false;
        for (int i = first; i < whole.Length; i++)
        {
            bool isPoint = (i - first) % (DigitsOfThousand + 1) == 0;
            if (isPoint ? whole[i] != '.' : !char.IsAsciiDigit(whole[i]))
                return false;
        }

        return true;
    }
}
