using System.Globalization;

namespace MLFlux.Experiments;

/// <summary>What the tasks with classes have in common: the main figure is the accuracy, in points of a hundred.</summary>
internal abstract class ClassExperiment : ExperimentTask
{
    /// <summary>The probability of what a float says to be impossible.</summary>
    private const double LeastProbability = 1e-7;

    public override string ConstantName => "majority class";

    public override string Amount(double difference) => string.Create(CultureInfo.InvariantCulture, $"{100 * difference:0.0#} points");

    public override string Better(double difference) => $"{Amount(difference)} more accurate";

    /// <summary>The log-loss of a row whose class was given that probability.</summary>
    private protected static double Loss(double probability) => -Math.Log(Math.Max(probability, LeastProbability));
}
