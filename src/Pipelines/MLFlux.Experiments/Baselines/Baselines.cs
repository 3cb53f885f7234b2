using Microsoft.ML;
using MLFlux.Experiments;

namespace MLFlux;

/// <summary>What a network is compared with, on the same rows and, but for trees of a ready pipeline, the same features.</summary>
public static class Baselines
{
    /// <summary>
    /// What is known without features: the class shares of the training rows, of which the largest is predicted, or the mean of
    /// their label.
    /// </summary>
    public static Baseline Constant { get; } = new ConstantBaseline();

    /// <summary>
    /// ML.NET's linear trainer of the task, on features scaled by their deviation from zero: <c>LbfgsMaximumEntropy</c> for several
    /// classes, <c>LbfgsLogisticRegression</c> for two (both up to 200 iterations), <c>Sdca</c> for numbers. Beside an autoencoder,
    /// <c>RandomizedPca</c> of up to 20 components.
    /// </summary>
    public static Baseline Linear { get; } = new LinearBaseline();

    /// <summary>
    /// ML.NET's <c>LightGbm</c> of the task with its defaults: boosted trees. Beside a ready pipeline it gets what suits it: numbers as
    /// they are, missing ones NaN, a slot for each level of a category.
    /// </summary>
    public static Baseline LightGbm { get; } = new LightGbmBaseline();

    /// <summary>The three above: the default.</summary>
    public static IReadOnlyList<Baseline> All { get; } = [Constant, Linear, LightGbm];

    /// <summary>A trainer of your own choice.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="trainer">
    /// The trainer; it gets the columns that the network's trainer gets, under the same names, and adds ML.NET's score columns.
    /// </param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Baseline Trainer(string name, IEstimator<ITransformer> trainer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(trainer);
        return new TrainerBaseline(name, trainer);
    }
}
