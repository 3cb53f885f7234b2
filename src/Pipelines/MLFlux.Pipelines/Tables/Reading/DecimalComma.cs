namespace MLFlux.Tables;

/// <summary>Numbers with a comma before their decimal places, and points between thousands: <c>1.234,5</c>.</summary>
internal static class DecimalComma
{
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
            isSure |= separator == ';' ? field.Contains(',', StringComparison.Ordinal) : !FieldValue.Is(TableColumnKind.Number, field, '.');
        }

        return isSure;
    }
}
