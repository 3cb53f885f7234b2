namespace MLFlux.Training;

/// <summary>Losses of one number by their formulas, with their slopes.</summary>
internal static class ValueLosses
{
    /// <summary>The cross-entropy of yes or no, of a logit: ln(1 + eᶻ) − t z; safe from overflow.</summary>
    public static (double Loss, double Slope) Logistic(float output, float target)
    {
        double shrunk = Math.Exp(-Math.Abs(output));
        double probability = output >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
        return (Math.Max(output, 0) - ((double)output * target) + Math.Log(1 + shrunk), probability - target);
    }

    /// <summary>The square of the difference.</summary>
    public static (double Loss, double Slope) Squared(float output, float target)
    {
        double difference = (double)output - target;
        return (difference * difference, 2 * difference);
    }
}
