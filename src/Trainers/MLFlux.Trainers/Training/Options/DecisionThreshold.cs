using System.Globalization;
using MLFlux.Construction;
using MLFlux.Training;

namespace MLFlux;

/// <summary>How the probability is found above which yes is predicted: the best by a figure, or by what mistakes cost.</summary>
/// <remarks>
/// Immutable, and safe for any thread. The threshold changes <c>PredictedLabel</c> alone. ML.NET's own figures of two classes go by
/// <c>Score &gt; 0</c>, which is a probability of a half, whatever the threshold.
/// </remarks>
public sealed class DecisionThreshold
{
    private readonly string _code;
    private readonly Func<AnswerCounts, double> _value;
    private readonly string? _fault;

    private DecisionThreshold(string code, Func<AnswerCounts, double> value, string? fault = null)
    {
        _code = code;
        _value = value;
        _fault = fault;
    }

    /// <summary>The highest F1 of yes: 2 true / (2 true + false + missed).</summary>
    public static DecisionThreshold F1 { get; } = new(
        nameof(F1), c => 2.0 * c.TruePositives / (c.TruePositives + c.FalsePositives + c.Positives));

    /// <summary>The highest share of rows that are predicted rightly.</summary>
    public static DecisionThreshold Accuracy { get; } = new(nameof(Accuracy), c => c.TruePositives + c.TrueNegatives);

    /// <summary>The highest mean of the two classes' recalls, for classes of very different size (Youden's index).</summary>
    public static DecisionThreshold BalancedAccuracy { get; } = new(
        nameof(BalancedAccuracy), c => ((double)c.TruePositives / c.Positives) + ((double)c.TrueNegatives / c.Negatives));

    /// <summary>The least cost of all mistakes together.</summary>
    /// <param name="falsePositive">What a no costs that is taken for yes; at least 0.</param>
    /// <param name="falseNegative">What a yes costs that is taken for no; at least 0. One of the two is above 0.</param>
    public static DecisionThreshold Costs(double falsePositive, double falseNegative) => new(
        $"{nameof(Costs)}(falsePositive: {CodeText.Number(falsePositive)}, falseNegative: {CodeText.Number(falseNegative)})",
        c => -((falsePositive * c.FalsePositives) + (falseNegative * c.FalseNegatives)),
        FaultOfCosts(falsePositive, falseNegative));

    /// <summary>As it is written in code, without the name of the class: <c>F1</c>.</summary>
    public override string ToString() => _code;

    /// <summary>What is wrong with it, a sentence, or nothing.</summary>
    internal IEnumerable<string> Faults() => _fault is null ? [] : [$"{nameof(DecisionThreshold)} {_fault}"];

    /// <summary>How good a threshold is: the higher, the better.</summary>
    internal double Value(AnswerCounts counts) => _value(counts);

    private static string? FaultOfCosts(double falsePositive, double falseNegative)
    {
        foreach ((string name, double cost) in new[] { (nameof(falsePositive), falsePositive), (nameof(falseNegative), falseNegative) })
        {
            if (!(double.IsFinite(cost) && cost >= 0))
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"has the cost {cost} for {name}; a cost has to be finite and at least 0.");
            }
        }

        return falsePositive == 0 && falseNegative == 0
            ? "costs nothing whatever is predicted; give a cost above 0 for falsePositive or falseNegative."
            : null;
    }
}
