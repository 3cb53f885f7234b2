using MLFlux.Seeds;

namespace MLFlux.Rows;

/// <summary>Where the rows of each epoch come from.</summary>
internal abstract class RowSource
{
    /// <summary>How many rows an epoch has.</summary>
    public abstract int Rows { get; }

    /// <summary>Rows of the kind that all windows have: as wide, with the same targets, with weights or without.</summary>
    public abstract RowsInMemory Layout { get; }

    /// <summary>The mean weight of the rows; 1 where all weigh the same.</summary>
    public abstract double MeanWeight { get; }

    /// <summary>How many rows a batch may have at the most.</summary>
    /// <param name="batchSize">How many the options ask for.</param>
    public virtual int LargestBatch(int batchSize) => Math.Min(batchSize, Rows);

    /// <summary>
    /// The windows of an epoch, each valid until the next is asked for. The order of the rows follows from the seed and the
    /// number of the epoch alone.
    /// </summary>
    public abstract IEnumerable<RowWindow> Epoch(int epoch);

    /// <summary>The random numbers of an epoch: the same whether or not earlier epochs were run.</summary>
    private protected static Random RandomOf(int seed, int epoch) => new(unchecked((int)EpochSeed.Of(seed, epoch)));
}
