namespace MLFlux.Normalizing;

/// <summary>The distribution of a sum of squares of normal numbers.</summary>
internal static class ChiSquare
{
    /// <summary>How probable a sum of that size or more is: to 1e-7 of one square, to 1e-3 of several.</summary>
    /// <remarks>Of several squares, the cube root is about normal: Wilson and Hilferty, 1931.</remarks>
    /// <param name="sum">The sum, at least 0.</param>
    /// <param name="freedom">Of how many squares, at least 1.</param>
    public static double Tail(double sum, int freedom)
    {
        if (freedom == 1)
            return Math.Min(1, 2 * NormalTail(Math.Sqrt(sum)));
        double variance = 2.0 / (9 * freedom);
        return NormalTail((Math.Cbrt(sum / freedom) - (1 - variance)) / Math.Sqrt(variance));
    }

    /// <summary>How probable it is that a normal number is above one: Zelen and Severo, in Abramowitz and Stegun, 26.2.17.</summary>
    private static double NormalTail(double number)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(number)));
        double polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        double tail = Math.Exp(-number * number / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
        return number >= 0 ? tail : 1 - tail;
    }
}
