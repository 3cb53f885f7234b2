namespace MLFlux.Construction;

/// <summary>The quantiles that a regression gives of its label: shares of rows between 0 and 1, in ascending order.</summary>
internal static class QuantileLevels
{
    /// <summary>Two levels that are as far from a half within this count as equally near to it.</summary>
    private const double Nearness = 1e-9;

    /// <summary>What is wrong with levels, as a sentence without its full stop, or null.</summary>
    public static string? Fault(IReadOnlyList<double> levels)
    {
        if (levels.Count == 0)
            return "there is no quantile; give some, such as 0.05, 0.5, 0.95";

        for (int i = 0; i < levels.Count; i++)
        {
            if (!(levels[i] > 0 && levels[i] < 1))
                return $"a quantile is between 0 and 1, both excluded, got {CodeText.Number(levels[i])}";
            if (i > 0 && levels[i] == levels[i - 1])
                return $"the quantile {CodeText.Number(levels[i])} is given twice";
            if (i > 0 && levels[i] < levels[i - 1])
            {
                return $"quantiles are in ascending order, but {CodeText.Number(levels[i])} comes after "
                    + CodeText.Number(levels[i - 1]);
            }
        }

        return null;
    }

    /// <summary>
    /// The places of the levels next to a half, whose mean is the prediction: one place twice, or the two that are equally near.
    /// </summary>
    public static (int First, int Last) Middle(IReadOnlyList<double> levels)
    {
        double nearest = levels.Min(Distance) + Nearness;
        int[] places = [.. Enumerable.Range(0, levels.Count).Where(i => Distance(levels[i]) <= nearest)];
        return (places[0], places[^1]);

        static double Distance(double level) => Math.Abs(level - 0.5);
    }

    /// <summary>The levels as the names of slots.</summary>
    public static string[] Names(IReadOnlyList<double> levels) => [.. levels.Select(CodeText.Number)];
}
