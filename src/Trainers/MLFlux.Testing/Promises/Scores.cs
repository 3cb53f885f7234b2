using System.Globalization;

namespace MLFlux.Promises;

/// <summary>Compares the scores of two models.</summary>
internal static class Scores
{
    /// <summary>The first difference, as a sentence; null where there is none.</summary>
    /// <param name="expected">The scores that are right.</param>
    /// <param name="actual">The others.</param>
    /// <param name="tolerance">How far a score may be off, beside 1 or its own size.</param>
    /// <param name="except">A row that does not count; null for none.</param>
    public static string? Difference(float[][] expected, float[][] actual, double tolerance, int? except = null)
    {
        if (expected.Length != actual.Length)
            return $"There are {actual.Length} rows in place of {expected.Length}.";
        for (int row = 0; row < expected.Length; row++)
        {
            if (row == except)
                continue;
            for (int place = 0; place < expected[row].Length; place++)
            {
                float right = expected[row][place], other = actual[row][place];
                bool isSame = right.Equals(other) || Math.Abs(right - other) <= tolerance * Math.Max(1, Math.Abs(right));
                if (!isSame)
                    return string.Create(CultureInfo.InvariantCulture, $"Row {row} scores {other:R} in place of {right:R}.");
            }
        }

        return null;
    }
}
