using MLFlux.Evaluation;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.ReadyMade;

/// <summary>A network, and a way to train it, of a size that fits a table and what is predicted of it.</summary>
internal static class TabularTraining
{
    private const int FewRows = 1_000, SomeRows = 5_000, ManyRows = 50_000;
    private const int RowsPerFeature = 25;
    private const int ManyLevels = 50;

    /// <summary>Into how many bins numbers are put as well; 0 for none, where there are few rows for each.</summary>
    public static int Bins(long rows) => rows < FewRows ? 0 : 32;

    /// <remarks>
    /// Dropout keeps a network from learning single rows by heart, which is easy where there are few for each feature. Classes are
    /// learnt with it in larger tables too, since it keeps the probabilities honest; numbers are not, since it blurs them. There is
    /// none on the features themselves: it helps on noisy tables, but hides the few that matter from those that have a rule.
    /// </remarks>
    public static ChainLayer Network(long rows, PredictionTask task, FeaturePlan features)
    {
        (int first, int second, double dropout) = rows switch
        {
            < FewRows => (32, 16, 0.2),
            < SomeRows => (64, 32, 0.4),
            _ => (128, 64, 0.4),
        };
        Layer[] hidden = IsCrowded(rows, features) || (TaskFigures.Of(task).HasClasses && rows is >= FewRows and < ManyRows)
            ? [Dense(first, Gelu), Dropout(dropout), Dense(second, Gelu), Dropout(dropout)]
            : [Dense(first, Gelu), Dense(second, Gelu)];
        return features.MostLevels >= ManyLevels ? Chain([EntityEmbedding(), .. hidden, Output()]) : Chain([.. hidden, Output()]);
    }

    public static NeuralNetworkOptions Options(long rows, FeaturePlan features) => rows switch
    {
        < 500 when !IsCrowded(rows, features) =>
        new() { Optimizer = Optimizers.AdamW(0.005), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 16, Epochs = 60 },

        // A tenth of so few rows is too few to tell one epoch from another; all of them train better than the choice helps.
        < SomeRows => new() { Optimizer = Optimizers.AdamW(0.003), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 32,
            Epochs = 20 },
        _ => new() { Optimizer = Optimizers.AdamW(0.003), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 256, Epochs = 16,
            ValidationFraction = 0.05 },
    };

    private static bool IsCrowded(long rows, FeaturePlan features) => rows < RowsPerFeature * (long)features.Width;
}
