using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Ready;

/// <summary>A network, and a way to train it, of a size that fits a table.</summary>
internal static class TabularTraining
{
    private const int LeastRowsForBins = 5_000;
    private const int ManyLevels = 50;

    /// <summary>Into how many bins numbers are put as well; 0 for none, where there are few rows for each.</summary>
    public static int Bins(long rows) => rows < LeastRowsForBins ? 0 : 32;

    public static ChainLayer Network(long rows, FeaturePlan features)
    {
        (int first, int second, double dropout) = rows switch
        {
            < 500 => (32, 16, 0.0),
            < 5_000 => (64, 32, 0.1),
            < 50_000 => (128, 64, 0.2),
            _ => (128, 128, 0.0),
        };
        Layer[] hidden = dropout == 0
            ? [Dense(first, Relu), Dense(second, Relu)]
            : [Dense(first, Relu), Dropout(dropout), Dense(second, Relu), Dropout(dropout)];
        return features.MostLevels >= ManyLevels ? Chain([EntityEmbedding(), .. hidden, Output()]) : Chain([.. hidden, Output()]);
    }

    public static NeuralNetworkOptions Options(long rows) => rows switch
    {
        < 500 => new() { Optimizer = Optimizers.AdamW(0.005), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 16, Epochs = 60 },

        // A tenth of fewer rows is too few to tell one epoch from another; all of them train better than the choice helps.
        < 1_000 => new() { Optimizer = Optimizers.AdamW(0.003), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 32, Epochs = 20 },
        < 5_000 => new() { Optimizer = Optimizers.AdamW(0.003), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 32, Epochs = 40, ValidationFraction = 0.1 },
        < 50_000 => new() { Optimizer = Optimizers.AdamW(0.002), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 128, Epochs = 12, ValidationFraction = 0.1 },
        _ => new() { Optimizer = Optimizers.AdamW(0.003), Schedule = Schedules.OneCycle(byBatch: true), BatchSize = 256, Epochs = 12, ValidationFraction = 0.05 },
    };
}
