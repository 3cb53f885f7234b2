using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The processes that train one model together, each on its part of every batch, and the place of this one among them.
/// </summary>
/// <remarks>
/// All ranks make the same calls in the same order, on tensors of the same shapes. A call returns once every rank has made it, with
/// the same result on each, to the bit. What all ranks know, such as the order of the rows, is not exchanged: it follows from the
/// data and the seed, which are the same on each.
/// </remarks>
internal abstract class Ranks
{
    /// <summary>One process that trains by itself: nothing is exchanged.</summary>
    public static Ranks Alone { get; } = new LoneRank();

    /// <summary>The number of this rank, from 0.</summary>
    public abstract int Index { get; }

    /// <summary>How many ranks there are.</summary>
    public abstract int Count { get; }

    /// <summary>Puts the sum over all ranks in place of each rank's values.</summary>
    public abstract void Sum(Tensor values);

    /// <inheritdoc cref="Sum(Tensor)"/>
    public abstract void Sum(Span<double> values);

    /// <summary>Rank 0's decision, on every rank.</summary>
    public abstract int Agree(int decision);

    /// <summary>Puts rank 0's values in place of each rank's.</summary>
    public abstract void Broadcast(Tensor values);

    /// <inheritdoc cref="Broadcast(Tensor)"/>
    public void Broadcast(Span<double> values)
    {
        if (Index > 0)
            values.Clear();
        Sum(values);
    }

    /// <inheritdoc cref="Agree(int)"/>
    public bool Agree(bool decision) => Agree(decision ? 1 : 0) != 0;

    /// <summary>The outcome of all ranks' parts together.</summary>
    public BatchOutcome Sum(BatchOutcome part)
    {
        Span<double> values = [part.LossSum, part.Correct ?? 0, part.Weight, part.Rows];
        Sum(values);
        return new BatchOutcome(values[0], part.Correct is null ? null : (int)values[1], values[2], (int)values[3]);
    }

    /// <summary>This rank's part of a number of rows; it may be empty where there are fewer rows than ranks.</summary>
    public Range Part(int rows) => (int)((long)rows * Index / Count)..(int)((long)rows * (Index + 1) / Count);

    /// <summary>The most rows that a rank's part of a number of rows can have.</summary>
    public int LargestPart(int rows) => (int)(((long)rows + Count - 1) / Count);

    /// <summary>A seed of this rank's own, for what is random in its part of the rows; rank 0's is the seed itself.</summary>
    public int OwnSeed(int seed) => unchecked(seed ^ (Index * (int)0x9E3779B9));
}
