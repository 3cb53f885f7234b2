using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>One of several versions in which rows are changed before their frozen layers.</summary>
/// <param name="augmenter">Changes rows.</param>
/// <param name="number">The number of the version, from 1.</param>
/// <param name="count">How many versions there are.</param>
internal sealed class PrefixVersion(BatchAugmenter augmenter, int number, int count)
{
    /// <summary>What rows in this version are called in a report.</summary>
    public string Kind => FormattableString.Invariant($"changed training ({number} of {count})");

    /// <summary>Changes a block of rows. What is random follows from the block, whichever rank computes it.</summary>
    /// <param name="rows">The rows; what is made of them belongs to the caller's dispose scope.</param>
    /// <param name="first">The number of the block's first row.</param>
    public Batch Apply(Batch rows, int first)
    {
        augmenter.Begin(unchecked((first * count) + number));
        return augmenter.Apply(rows);
    }
}
