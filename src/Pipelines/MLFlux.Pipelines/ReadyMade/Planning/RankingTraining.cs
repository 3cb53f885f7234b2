using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.ReadyMade;

/// <summary>A network, and a way to train it, that put the rows of groups in order.</summary>
internal static class RankingTraining
{
    private const int LeastBatch = 256;

    /// <summary>One network: a loss of pairs of rows has no members whose mean could be taken.</summary>
    /// <param name="prepared">What the features go through first.</param>
    public static ChainLayer Network(IReadOnlyList<Layer> prepared) =>
        Chain([.. prepared, Dense(64, Gelu), Dropout(0.1), Dense(32, Gelu), Output()]);

    /// <summary>The options of a table's network, with whole groups in a batch.</summary>
    /// <param name="options">The options.</param>
    /// <param name="group">The key of each row's group.</param>
    public static NeuralNetworkOptions Of(NeuralNetworkOptions options, string group) => options with
    {
        RowGroupColumnName = group,
        BatchSize = Math.Max(LeastBatch, options.BatchSize),
        BaggedFolds = 1, // Folds would cut groups.
        BaggedCandidates = [],
    };
}
