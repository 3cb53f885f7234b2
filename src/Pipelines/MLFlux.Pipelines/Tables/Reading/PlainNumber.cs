namespace MLFlux.Tables;

/// <summary>
/// Reads numbers as most are written, a sign, digits and a point, several times faster than .NET does, and to the same bits.
/// </summary>
internal static class PlainNumber
{
    /// <summary>So many digits make a whole number that a double holds exactly, as it does the power of ten they are divided by.</summary>
    private const int MostDigits = 15;

    private static readonly double[] s_powers = [.. Enumerable.Range(0, MostDigits + 1).Select(power => Math.Round(Math.Pow(10, power)))];

    /// <summary>False for what is written otherwise, or has more digits; it may be a number all the same.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out double number)
    {
        number = double.NaN;
        bool isNegative = text is ['-', ..];
        if (isNegative)
            text = text[1..];
        if (text.Length is 0 or > MostDigits + 1)
            return false;

        long whole = 0;
        int digits = 0, point = -1;
        for (int i = 0; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                whole = (whole * 10) + digit;
                digits++;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (digits is 0 or > MostDigits)
            return false;
        double size = point < 0 ? whole : whole / s_powers[text.Length - 1 - point];
        number = isNegative ? -size : size;
        return true;
    }
}
