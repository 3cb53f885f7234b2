namespace MLFlux.Tables;

/// <summary>Reads days as most are written, year, month and day with dashes between, without looking for anything else.</summary>
internal static class PlainDate
{
    private const int Length = 10, Month = 5, Day = 8;

    /// <summary>False for what is written otherwise or is no such day; it may be a date all the same.</summary>
    public static bool TryRead(ReadOnlySpan<char> field, out DateTime date)
    {
        date = default;
        if (field.Length != Length || field[Month - 1] != '-' || field[Day - 1] != '-')
            return false;
        int year = Number(field[..(Month - 1)]), month = Number(field[Month..(Day - 1)]), day = Number(field[Day..]);
        if (year < 0 || DateField.DateOf(year, month, day) is not DateTime read)
            return false;
        date = read;
        return true;
    }

    /// <summary>A number of digits alone; below zero for anything else.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        int number = 0;
        foreach (char letter in digits)
        {
            int digit = letter - '0';
            if ((uint)digit > 9)
                return -1;
            number = (number * 10) + digit;
        }

        return number;
    }
}
